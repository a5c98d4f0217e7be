using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>y = W x + b.</summary>
internal sealed class HandDense<TArithmetic>(DenseLayer layer) : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
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
internal sealed class HandAffine<TArithmetic>(AffineLayer layer) : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
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

/// <summary>The usual activations.</summary>
internal sealed class HandActivation<TArithmetic>(ActivationLayer layer) : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
{
    private readonly ActivationKind kind = layer.Function.Kind;
    private readonly float[] output = new float[layer.OutputSize];

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        input.CopyTo(output);
        if (kind == ActivationKind.Sigmoid) TArithmetic.Sigmoid(output);
        else if (kind == ActivationKind.Tanh) TArithmetic.Tanh(output);
        else if (kind == ActivationKind.Relu) for (int i = 0; i < output.Length; i++) output[i] = MathF.Max(output[i], 0);
        return output;
    }
}

/// <summary>y = inner(x) + x.</summary>
internal sealed class HandResidual<TArithmetic>(ResidualLayer layer) : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
{
    private readonly HandChain<TArithmetic> inner = new(layer.Inner);
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

    public override void Reset() => inner.Reset();
}

/// <summary>The last step of a sequence: while it streams, every step is the last so far.</summary>
internal sealed class HandLastStep<TArithmetic> : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
{
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input) => input;
}
