using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>An activation of every value; softmax over a step's values; PReLU with a trainable slope for each value.</summary>
internal sealed class TrainedActivation<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainedFunction<T> function;
    private readonly Weights slopes;
    private T[] output = [];
    private int steps;

    public TrainedActivation(ActivationLayer layer, string name, Func<Tensor?, Weights> place)
        : base(layer, name)
    {
        function = new TrainedFunction<T>(layer.Function);
        slopes = place(layer.Slopes);
    }

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * Size * Lanes.Count);

    private int Size => Layer.OutputSize;

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        Span<T> y = Reserve(ref output, steps, Size);
        if (function.Function.Kind == ActivationKind.Softmax)
        {
            input.CopyTo(y);
            for (int t = 0; t < steps; t++) Softmax.Apply(y.Slice(t * Size * Lanes.Count, Size * Lanes.Count));
        }
        else if (slopes.Exist)
        {
            ReadOnlySpan<T> slope = slopes.In(shard.Parameters);
            for (int i = 0; i < y.Length; i++) y[i] = input[i] < T.Zero ? slope[i / Lanes.Count % Size] * input[i] : input[i];
        }
        else
        {
            function.Apply(input, y);
        }
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        if (slopes.Exist)
        {
            ReadOnlySpan<T> slope = slopes.In(shard.Parameters);
            Span<T> gradient = slopes.Gradient(shard);
            for (int i = 0; i < outputGradient.Length; i++)
            {
                int unit = i / Lanes.Count % Size;
                bool negative = input[i] < T.Zero;
                if (negative) gradient[unit] += outputGradient[i] * input[i];
                if (!inputGradient.IsEmpty) inputGradient[i] = negative ? slope[unit] * outputGradient[i] : outputGradient[i];
            }
            return;
        }
        if (inputGradient.IsEmpty) return;
        outputGradient.CopyTo(inputGradient);
        if (function.Function.Kind == ActivationKind.Softmax)
        {
            for (int t = 0; t < steps; t++)
            {
                int at = t * Size * Lanes.Count;
                Softmax.Differentiate<T>(output.AsSpan(at, Size * Lanes.Count), inputGradient.Slice(at, Size * Lanes.Count));
            }
            return;
        }
        function.Differentiate(input, output.AsSpan(0, input.Length), inputGradient);
    }
}
