using System;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>y = scale * x + shift. Standardisation is measured, not trained: it stays as it is.</summary>
internal sealed class TrainedAffine<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] scale;
    private readonly T[] shift;
    private T[] output = [];
    private int steps;

    public TrainedAffine(AffineLayer layer, string name)
        : base(layer, name)
    {
        scale = layer.Scale.ToArray().Select(T.CreateChecked).ToArray();
        shift = layer.Shift.ToArray().Select(T.CreateChecked).ToArray();
    }

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * scale.Length * Lanes.Count);

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        Span<T> y = Reserve(ref output, steps, scale.Length);
        for (int i = 0; i < y.Length; i++)
        {
            int unit = i / Lanes.Count % scale.Length;
            y[i] = scale[unit] * input[i] + shift[unit];
        }
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        for (int i = 0; i < inputGradient.Length; i++) inputGradient[i] = scale[i / Lanes.Count % scale.Length] * outputGradient[i];
    }
}
