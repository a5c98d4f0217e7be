using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>A cell that takes the steps T - 1, ..., 0; what it gives after step t is the output of step t.</summary>
internal sealed class ReferenceReversed<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly ReferenceLayer<T> cell;

    public ReferenceReversed(ReversedLayer layer)
        : base(layer) => cell = ReferenceCell<T>.Of(layer.Cell);

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input) => throw new InvalidOperationException("a reversed layer takes whole sequences.");

    public override T[] Run(T[] inputs) => Backward(cell, inputs);

    public override void Reset() => cell.Reset();

    public override void CopyStateTo(Span<T> destination) => cell.CopyStateTo(destination);

    public override void SetState(ReadOnlySpan<T> state) => cell.SetState(state);

    public static T[] Backward(ReferenceLayer<T> cell, T[] inputs)
    {
        int inputSize = cell.Layer.InputSize;
        int outputSize = cell.Layer.OutputSize;
        int steps = inputs.Length / inputSize;
        var outputs = new T[steps * outputSize];
        for (int t = steps - 1; t >= 0; t--)
            cell.Step(inputs.AsSpan(t * inputSize, inputSize)).CopyTo(outputs.AsSpan(t * outputSize));
        return outputs;
    }
}
