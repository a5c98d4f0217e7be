using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>y = scale * x + shift, value by value.</summary>
internal sealed class ReferenceAffine<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly T[] scale;
    private readonly T[] shift;
    private readonly T[] output;

    public ReferenceAffine(AffineLayer layer)
        : base(layer)
    {
        scale = Convert(layer.Scale);
        shift = Convert(layer.Shift);
        output = new T[layer.OutputSize];
    }

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        // y = scale * x + shift
        for (int i = 0; i < output.Length; i++) output[i] = scale[i] * input[i] + shift[i];
        return output;
    }
}
