using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>y[i] = inner(x)[i] + x[i] for the values that come out.</summary>
internal sealed class TrainedResidual<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainedChain<T> inner;
    private T[] output = [];
    private int steps;

    public TrainedResidual(ResidualLayer layer, TrainedChain<T> inner, string name)
        : base(layer, name) => this.inner = inner;

    public override IEnumerable<TrainedLayer<T>> All => inner.All;

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * OutputSize * Lanes.Count);

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        inner.Forward(shard, input, steps);
        inner.Output.CopyTo(Reserve(ref output, steps, OutputSize));
        for (int t = 0; t < steps; t++)
        {
            Span<T> y = output.AsSpan(t * OutputSize * Lanes.Count, OutputSize * Lanes.Count);
            ReadOnlySpan<T> x = input.Slice(t * Layer.InputSize * Lanes.Count, y.Length);
            for (int i = 0; i < y.Length; i++) y[i] += x[i];
        }
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        inner.Backward(shard, input, outputGradient, inputGradient);
        if (inputGradient.IsEmpty) return;
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<T> d = outputGradient.Slice(t * OutputSize * Lanes.Count, OutputSize * Lanes.Count);
            Span<T> dx = inputGradient.Slice(t * Layer.InputSize * Lanes.Count, d.Length);
            for (int i = 0; i < d.Length; i++) dx[i] += d[i];
        }
    }
}
