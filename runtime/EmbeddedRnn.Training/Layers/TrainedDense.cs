using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>y = W x + b, step by step.</summary>
internal sealed class TrainedDense<T> : TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Weights weights;
    private readonly Weights bias;
    private readonly T[] transposed;
    private T[] output = [];
    private int steps;

    public TrainedDense(DenseLayer layer, string name, Func<Tensor?, Weights> place)
        : base(layer, name)
    {
        weights = place(layer.Weights);
        bias = place(layer.Bias);
        transposed = new T[layer.Weights.Count];
    }

    public override ReadOnlySpan<T> Output => output.AsSpan(0, steps * Out);

    private int In => Layer.InputSize * Lanes.Count;

    private int Out => Layer.OutputSize * Lanes.Count;

    public override void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps)
    {
        this.steps = steps;
        Span<T> y = Reserve(ref output, steps, Layer.OutputSize);
        if (!bias.Exist) y.Clear();
        for (int t = 0; t < steps; t++)
        {
            Span<T> yt = y.Slice(t * Out, Out);
            if (bias.Exist) Matrix<T>.Broadcast(bias.In(shard.Parameters), yt);
            Matrix<T>.MultiplyAdd(weights.In(shard.Parameters), Layer.OutputSize, Layer.InputSize, input.Slice(t * In, In), yt);
        }
    }

    public override void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps)
    {
        shard.WeightGradient.Add(outputGradient, Layer.OutputSize, Layer.OutputSize, input, Layer.InputSize, steps, weights.Gradient(shard), bias.Gradient(shard));
        if (inputGradient.IsEmpty) return;
        Matrix<T>.Transpose(weights.In(shard.Parameters), Layer.OutputSize, Layer.InputSize, transposed);
        inputGradient.Clear();
        for (int t = 0; t < steps; t++)
            Matrix<T>.MultiplyAdd(transposed, Layer.InputSize, Layer.OutputSize, outputGradient.Slice(t * Out, Out), inputGradient.Slice(t * In, In));
    }
}
