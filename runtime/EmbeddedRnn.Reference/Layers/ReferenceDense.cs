using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>y = W x + b. Source: PyTorch's Linear, ONNX's Gemm with transB = 1.</summary>
internal sealed class ReferenceDense<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly T[] weights;
    private readonly T[]? bias;
    private readonly T[] output;

    public ReferenceDense(DenseLayer layer)
        : base(layer)
    {
        weights = Convert(layer.Weights);
        bias = ConvertOptional(layer.Bias);
        output = new T[layer.OutputSize];
    }

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        // y = W x + b
        for (int o = 0; o < output.Length; o++) output[o] = Dot(weights, o, input) + (bias is null ? T.Zero : bias[o]);
        return output;
    }
}
