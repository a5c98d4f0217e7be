using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// y = x[T - 1]. With final states, what a backward direction ended with instead: its part of x[0], as in ONNX's Y_h.
/// </summary>
internal sealed class ReferenceLastStep<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    // The values from here on come from a cell that runs backward.
    private readonly int firstBackward;

    public ReferenceLastStep(LastStepLayer layer, Layer? before)
        : base(layer)
    {
        firstBackward = (layer.FinalStates, before) switch
        {
            (true, ReversedLayer) => 0,
            (true, BidirectionalLayer both) => both.Forward.OutputSize,
            _ => layer.InputSize,
        };
    }

    // Every step is the last so far.
    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input) => input;

    public override T[] Run(T[] inputs)
    {
        T[] last = inputs[^Layer.InputSize..];
        inputs.AsSpan(firstBackward, Layer.InputSize - firstBackward).CopyTo(last.AsSpan(firstBackward));
        return last;
    }
}
