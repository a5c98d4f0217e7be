using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The convolution over time, a cross-correlation as in PyTorch's Conv1d and ONNX's Conv. The inputs that a step sees lie in a
/// window of Span + 1 steps, oldest first: what the state remembers and the step itself, or with a look-ahead a stretch of the
/// sequence between zeros.
/// </summary>
internal sealed class ReferenceConv1d<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly Conv1dLayer layer;
    private readonly T[] weights;
    private readonly T[]? bias;
    private readonly T[] window;
    private readonly T[] output;

    public ReferenceConv1d(Conv1dLayer layer)
        : base(layer)
    {
        this.layer = layer;
        weights = Convert(layer.Weights);
        bias = ConvertOptional(layer.Bias);
        window = new T[layer.LookAhead == 0 ? (layer.Span + 1) * layer.InputSize : 0];
        output = new T[layer.OutputSize];
    }

    private Span<T> Past => window.AsSpan(0, layer.StateSize);

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        input.CopyTo(window.AsSpan(layer.StateSize));
        Convolve(window, output);
        window.AsSpan(layer.InputSize).CopyTo(window);
        return output;
    }

    public override T[] Run(T[] inputs)
    {
        if (layer.LookAhead == 0) return base.Run(inputs);
        int steps = inputs.Length / layer.InputSize;
        var padded = new T[(layer.Span + steps) * layer.InputSize];
        inputs.CopyTo(padded, (layer.Span - layer.LookAhead) * layer.InputSize);
        var outputs = new T[steps * layer.OutputSize];
        for (int t = 0; t < steps; t++)
            Convolve(padded.AsSpan(t * layer.InputSize), outputs.AsSpan(t * layer.OutputSize, layer.OutputSize));
        return outputs;
    }

    public override void Reset() => Past.Clear();

    public override void CopyStateTo(Span<T> destination) => Past.CopyTo(destination);

    public override void SetState(ReadOnlySpan<T> state) => state.CopyTo(Past);

    private void Convolve(ReadOnlySpan<T> x, Span<T> y)
    {
        int inputs = layer.InputSize / layer.Groups;
        int outputs = layer.OutputSize / layer.Groups;
        for (int o = 0; o < y.Length; o++)
        {
            // y[o] = b[o] + sum over i, k of W[o, i * K + k] * x[k * dilation, first input of o's group + i]
            int first = o / outputs * inputs;
            T sum = T.Zero;
            for (int i = 0; i < inputs; i++)
            {
                for (int k = 0; k < layer.KernelSize; k++)
                    sum += weights[(o * inputs + i) * layer.KernelSize + k] * x[k * layer.Dilation * layer.InputSize + first + i];
            }
            y[o] = sum + (bias is null ? T.Zero : bias[o]);
        }
    }
}
