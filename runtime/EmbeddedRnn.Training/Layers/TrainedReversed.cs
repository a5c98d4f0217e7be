using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>A cell over the reversed sequence, its outputs reversed again: each lane from its own last valid step.</summary>
internal sealed class TrainedReversed<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainedCell<T> cell;
    private T[] input = [];
    private T[] output = [];
    private T[] outputGradient = [];
    private T[] inputGradient = [];
    private int steps;

    public TrainedReversed(Layer layer, TrainedCell<T> cell, string name)
        : base(layer, name) => this.cell = cell;

    public override int OutputSize => cell.OutputSize;

    public override IEnumerable<TrainedLayer<T>> All => cell.All;

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * OutputSize * Lanes.Count);

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        int size = cell.Layer.InputSize;
        Reversal.Copy(shard, input, size, 0, size, Reserve(ref this.input, steps, size), size, 0, steps);
        cell.Forward(shard, this.input.AsSpan(0, input.Length), steps);
        Reversal.Copy(shard, cell.Output, OutputSize, 0, OutputSize, Reserve(ref output, steps, OutputSize), OutputSize, 0, steps);
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        int size = cell.Layer.InputSize;
        Span<T> reversed = Reserve(ref this.outputGradient, steps, OutputSize);
        Reversal.Copy(shard, outputGradient, OutputSize, 0, OutputSize, reversed, OutputSize, 0, steps);
        Span<T> gradient = inputGradient.IsEmpty ? default : Reserve(ref this.inputGradient, steps, size);
        cell.Backward(shard, this.input.AsSpan(0, input.Length), reversed, gradient, steps);
        if (!inputGradient.IsEmpty) Reversal.Copy(shard, gradient, size, 0, size, inputGradient, size, 0, steps);
    }
}
