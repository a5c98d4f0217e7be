using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// y[i] = inner(x)[i] + x[i] for the values that come out.
/// Source: K. He et al., "Deep residual learning for image recognition" (2016).
/// </summary>
internal sealed class ReferenceResidual<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly ReferenceChain<T> inner;
    private readonly T[] output;

    public ReferenceResidual(ResidualLayer layer)
        : base(layer)
    {
        inner = new ReferenceChain<T>(layer.Inner);
        output = new T[layer.OutputSize];
    }

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        ReadOnlySpan<T> values = inner.Step(input);
        for (int i = 0; i < output.Length; i++) output[i] = values[i] + input[i];
        return output;
    }

    public override T[] Run(T[] inputs)
    {
        T[] values = inner.Run(inputs);
        var outputs = new T[values.Length];
        for (int t = 0; t < values.Length / Layer.OutputSize; t++)
        {
            for (int i = 0; i < Layer.OutputSize; i++)
                outputs[t * Layer.OutputSize + i] = values[t * Layer.OutputSize + i] + inputs[t * Layer.InputSize + i];
        }
        return outputs;
    }

    public override void Reset() => inner.Reset();

    public override void CopyStateTo(Span<T> destination) => inner.CopyStateTo(destination);

    public override void SetState(ReadOnlySpan<T> state) => inner.SetState(state);
}
