using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>y[i] = f(x[i]); softmax over the vector; PReLU with a slope a value. The formulas stand in <see cref="Activations"/>.</summary>
internal sealed class ReferenceActivation<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly ActivationFunction function;
    private readonly T[]? slopes;
    private readonly T[] output;

    public ReferenceActivation(ActivationLayer layer)
        : base(layer)
    {
        function = layer.Function;
        slopes = ConvertOptional(layer.Slopes);
        output = new T[layer.OutputSize];
    }

    public override ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        if (function.Kind == ActivationKind.Softmax)
        {
            Activations.Softmax(input, output);
            return output;
        }

        // PReLU: x where x >= 0, else its slope times x
        for (int i = 0; i < output.Length; i++)
            output[i] = slopes is null ? Activations.Apply(function, input[i]) : input[i] < T.Zero ? slopes[i] * input[i] : input[i];
        return output;
    }
}
