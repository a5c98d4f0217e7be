using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>Two cells over one sequence, one of them reversed; their outputs stand one after the other.</summary>
internal sealed class TrainedBidirectional<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainedLayer<T>[] directions;
    private T[] output = [];
    private T[] part = [];
    private T[] partInput = [];
    private int steps;

    public TrainedBidirectional(BidirectionalLayer layer, TrainedCell<T> forward, TrainedCell<T> backward, string name)
        : base(layer, name) => directions = [forward, new TrainedReversed<T>(layer.Backward, backward, backward.Name)];

    public override IEnumerable<TrainedLayer<T>> All => directions.SelectMany(d => d.All);

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * OutputSize * Lanes.Count);

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        Span<T> both = Reserve(ref output, steps, OutputSize);
        int at = 0;
        foreach (TrainedLayer<T> direction in directions)
        {
            direction.Forward(shard, input, steps);
            int size = direction.OutputSize * Lanes.Count;
            for (int t = 0; t < steps; t++)
                direction.Output.Slice(t * size, size).CopyTo(both.Slice(t * OutputSize * Lanes.Count + at));
            at += size;
        }
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        inputGradient.Clear();
        int at = 0;
        foreach (TrainedLayer<T> direction in directions)
        {
            int size = direction.OutputSize * Lanes.Count;
            Span<T> gradient = Reserve(ref part, steps, direction.OutputSize);
            for (int t = 0; t < steps; t++)
                outputGradient.Slice(t * OutputSize * Lanes.Count + at, size).CopyTo(gradient.Slice(t * size, size));
            Span<T> wanted = inputGradient.IsEmpty ? default : Reserve(ref partInput, steps, Layer.InputSize);
            direction.Backward(shard, input, gradient, wanted, steps);
            for (int i = 0; i < wanted.Length; i++) inputGradient[i] += wanted[i];
            at += size;
        }
    }
}
