using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The activation functions. Source: ONNX's operators of the same names (ThresholdedRelu leaves out x = a, as the operator does).
/// Comparisons are written so that a NaN stays a NaN.
/// </summary>
internal static class Activations
{
    /// <summary>f(x) of one value; a and b are alpha and beta, widened exactly.</summary>
    public static T Apply<T>(ActivationFunction function, T x)
        where T : IFloatingPointIeee754<T>
    {
        T a = T.CreateChecked(function.Alpha);
        T b = T.CreateChecked(function.Beta);
        return function.Kind switch
        {
            // x
            ActivationKind.Identity => x,

            // 1 / (1 + exp(-x))
            ActivationKind.Sigmoid => T.One / (T.One + T.Exp(-x)),

            // tanh(x)
            ActivationKind.Tanh => T.Tanh(x),

            // max(x, 0)
            ActivationKind.Relu => x < T.Zero ? T.Zero : x,

            // a x + b
            ActivationKind.Affine => a * x + b,

            // x where x >= 0, else a x
            ActivationKind.LeakyRelu => x < T.Zero ? a * x : x,

            // x where x > a, else 0
            ActivationKind.ThresholdedRelu => x <= a ? T.Zero : x,

            // a tanh(b x)
            ActivationKind.ScaledTanh => a * T.Tanh(b * x),

            // min(max(a x + b, 0), 1)
            ActivationKind.HardSigmoid => Limit(a * x + b, T.Zero, T.One),

            // x where x >= 0, else a (exp(x) - 1)
            ActivationKind.Elu => x < T.Zero ? a * T.ExpM1(x) : x,

            // x / (1 + |x|)
            ActivationKind.Softsign => x / (T.One + T.Abs(x)),

            // log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)), which does not overflow
            ActivationKind.Softplus => (x < T.Zero ? T.Zero : x) + T.LogP1(T.Exp(-T.Abs(x))),

            // min(max(x, -1), 1)
            ActivationKind.HardTanh => Limit(x, -T.One, T.One),

            // 1 where x >= 0, else 0, also for a NaN
            ActivationKind.Step => x >= T.Zero ? T.One : T.Zero,

            _ => throw new ArgumentException($"{function} is no function of a single value.", nameof(function)),
        };
    }

    /// <summary>y[i] = exp(x[i] - m) / sum over j of exp(x[j] - m), m the largest x, which cancels.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : IFloatingPointIeee754<T>
    {
        T largest = x[0];
        foreach (T value in x) largest = T.Max(largest, value);
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = T.Exp(x[i] - largest);
            sum += y[i];
        }
        for (int i = 0; i < y.Length; i++) y[i] /= sum;
    }

    /// <summary>The smallest and the largest value of a function.</summary>
    public static (double Lowest, double Highest) Range(ActivationFunction function) => function.Kind switch
    {
        ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Step or ActivationKind.Softmax => (0, 1),
        ActivationKind.Tanh or ActivationKind.Softsign or ActivationKind.HardTanh => (-1, 1),
        ActivationKind.ScaledTanh => (-Math.Abs(function.Alpha), Math.Abs(function.Alpha)),
        ActivationKind.Relu or ActivationKind.Softplus => (0, double.PositiveInfinity),
        ActivationKind.ThresholdedRelu => (Math.Min(0, function.Alpha), double.PositiveInfinity),
        ActivationKind.Elu => (Math.Min(0, -function.Alpha), double.PositiveInfinity),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    private static T Limit<T>(T x, T lowest, T highest)
        where T : IFloatingPointIeee754<T>
    {
        if (x < lowest) return lowest;
        return x > highest ? highest : x;
    }
}
