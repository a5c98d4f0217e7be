using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>y = W x + b.</summary>
internal sealed class PlainDense(DenseLayer layer) : PlainLayer
{
    private readonly float[] weights = layer.Weights.ToArray();
    private readonly float[] bias = Values(layer.Bias, layer.OutputSize);
    private readonly float[] output = new float[layer.OutputSize];

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        Multiply(weights, input, bias, output);
        return output;
    }
}

/// <summary>y = scale * x + shift.</summary>
internal sealed class PlainAffine(AffineLayer layer) : PlainLayer
{
    private readonly float[] scale = layer.Scale.ToArray();
    private readonly float[] shift = layer.Shift.ToArray();
    private readonly float[] output = new float[layer.OutputSize];

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        for (int i = 0; i < output.Length; i++) output[i] = scale[i] * input[i] + shift[i];
        return output;
    }
}

/// <summary>The usual activations, value by value.</summary>
internal sealed class PlainActivation(ActivationLayer layer) : PlainLayer
{
    private readonly ActivationKind kind = layer.Function.Kind;
    private readonly float[] output = new float[layer.OutputSize];

    public static bool Has(ActivationLayer layer) =>
        layer.Slopes is null && layer.Function.Kind is ActivationKind.Identity or ActivationKind.Sigmoid or ActivationKind.Tanh or ActivationKind.Relu;

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = kind switch
            {
                ActivationKind.Sigmoid => Sigmoid(input[i]),
                ActivationKind.Tanh => MathF.Tanh(input[i]),
                ActivationKind.Relu => MathF.Max(input[i], 0),
                _ => input[i],
            };
        }
        return output;
    }
}

/// <summary>y = inner(x) + x.</summary>
internal sealed class PlainResidual(ResidualLayer layer) : PlainLayer
{
    private readonly PlainChain inner = new(layer.Inner);
    private readonly float[] input = new float[layer.InputSize];
    private readonly float[] output = new float[layer.OutputSize];

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> values)
    {
        values.CopyTo(input);
        ReadOnlySpan<float> result = inner.Step(input);
        for (int i = 0; i < output.Length; i++) output[i] = result[i] + input[i];
        return output;
    }
}

/// <summary>The last step of a sequence: while it streams, every step is the last so far.</summary>
internal sealed class PlainLastStep : PlainLayer
{
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input) => input;
}
