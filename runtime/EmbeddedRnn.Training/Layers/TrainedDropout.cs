using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>
/// Between layers while training: a value is 0 with the given probability, else 1 / (1 - probability) times itself, so that
/// nothing needs to change at inference. Source: N. Srivastava et al., "Dropout" (2014), in the inverted form.
/// </summary>
internal sealed class TrainedDropout<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ulong threshold;
    private readonly T scale;
    private readonly ulong place;
    private T[] factors = [];
    private T[] output = [];
    private int steps;

    public TrainedDropout(Layer layer, double rate, int place, string name)
        : base(layer, name)
    {
        threshold = (ulong)(rate * (1UL << 53));
        scale = T.CreateChecked(1 / (1 - rate));
        this.place = (ulong)place;
    }

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * OutputSize * Lanes.Count);

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        Span<T> y = Reserve(ref output, steps, OutputSize);
        Span<T> factor = Reserve(ref factors, steps, OutputSize);
        if (!shard.Dropping)
        {
            factor.Fill(T.One);
        }
        else
        {
            // Numbers by counter: which values drop depends on the place alone, not on the order of threads.
            ulong key = RandomNumbers.Mix(shard.DropoutKey, place);
            for (int i = 0; i < factor.Length; i++) factor[i] = RandomNumbers.Mix(key, (ulong)i) >> 11 < threshold ? T.Zero : scale;
        }
        for (int i = 0; i < y.Length; i++) y[i] = factor[i] * input[i];
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        for (int i = 0; i < inputGradient.Length; i++) inputGradient[i] = factors[i] * outputGradient[i];
    }
}
