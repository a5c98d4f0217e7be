using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// y[t] = the forward cell's output after the steps 0, ..., t, then the backward cell's after the steps T - 1, ..., t.
/// Source: M. Schuster and K. Paliwal, "Bidirectional recurrent neural networks" (1997).
/// </summary>
internal sealed class ReferenceBidirectional<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly ReferenceLayer<T> forward;
    private readonly ReferenceLayer<T> backward;

    public ReferenceBidirectional(BidirectionalLayer layer)
        : base(layer)
    {
        forward = ReferenceCell<T>.Of(layer.Forward);
        backward = ReferenceCell<T>.Of(layer.Backward);
    }

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input) => throw new InvalidOperationException("a bidirectional layer takes whole sequences.");

    public override T[] Run(T[] inputs)
    {
        T[] ahead = forward.Run(inputs);
        T[] back = ReferenceReversed<T>.Backward(backward, inputs);
        int f = forward.Layer.OutputSize;
        int b = backward.Layer.OutputSize;
        var outputs = new T[ahead.Length + back.Length];
        for (int t = 0; t < ahead.Length / f; t++)
        {
            ahead.AsSpan(t * f, f).CopyTo(outputs.AsSpan(t * (f + b)));
            back.AsSpan(t * b, b).CopyTo(outputs.AsSpan(t * (f + b) + f));
        }
        return outputs;
    }

    public override void Reset()
    {
        forward.Reset();
        backward.Reset();
    }

    public override void CopyStateTo(Span<T> destination)
    {
        forward.CopyStateTo(destination.Slice(0, forward.Layer.StateSize));
        backward.CopyStateTo(destination.Slice(forward.Layer.StateSize));
    }

    public override void SetState(ReadOnlySpan<T> state)
    {
        forward.SetState(state.Slice(0, forward.Layer.StateSize));
        backward.SetState(state.Slice(forward.Layer.StateSize));
    }
}
