using System;
using System.Globalization;

namespace EmbeddedRnn;

/// <summary>An activation function with its parameters. Immutable; two are equal when kind and parameters are.</summary>
public sealed class ActivationFunction : IEquatable<ActivationFunction>
{
    /// <summary>Makes the function.</summary>
    /// <param name="kind">The formula.</param>
    /// <param name="alpha">The first parameter; null for ONNX's default, and the only choice where the formula has none.</param>
    /// <param name="beta">The second parameter; null likewise.</param>
    /// <exception cref="ArgumentException">A parameter that the formula does not have, or that is not finite.</exception>
    public ActivationFunction(ActivationKind kind, float? alpha = null, float? beta = null)
    {
        if (kind < ActivationKind.Identity || kind > ActivationKind.Softmax)
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no activation function of this kind.");
        int parameters = ParametersOf(kind);
        if (alpha is not null && parameters < 1) throw new ArgumentException($"the activation {kind} has no alpha.", nameof(alpha));
        if (beta is not null && parameters < 2) throw new ArgumentException($"the activation {kind} has no beta.", nameof(beta));
        Kind = kind;
        Alpha = Finite(alpha ?? DefaultAlpha(kind), nameof(alpha));
        Beta = Finite(beta ?? DefaultBeta(kind), nameof(beta));
    }

    /// <summary>x.</summary>
    public static ActivationFunction Identity { get; } = new ActivationFunction(ActivationKind.Identity);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static ActivationFunction Sigmoid { get; } = new ActivationFunction(ActivationKind.Sigmoid);

    /// <summary>tanh(x).</summary>
    public static ActivationFunction Tanh { get; } = new ActivationFunction(ActivationKind.Tanh);

    /// <summary>max(x, 0).</summary>
    public static ActivationFunction Relu { get; } = new ActivationFunction(ActivationKind.Relu);

    /// <summary>x / (1 + |x|).</summary>
    public static ActivationFunction Softsign { get; } = new ActivationFunction(ActivationKind.Softsign);

    /// <summary>log(1 + exp(x)).</summary>
    public static ActivationFunction Softplus { get; } = new ActivationFunction(ActivationKind.Softplus);

    /// <summary>min(max(x, -1), 1).</summary>
    public static ActivationFunction HardTanh { get; } = new ActivationFunction(ActivationKind.HardTanh);

    /// <summary>1 where x is at least 0, else 0.</summary>
    public static ActivationFunction Step { get; } = new ActivationFunction(ActivationKind.Step);

    /// <summary>exp(x[i]) / sum over j of exp(x[j]).</summary>
    public static ActivationFunction Softmax { get; } = new ActivationFunction(ActivationKind.Softmax);

    /// <summary>x where x is at least 0, else 0.01 x.</summary>
    public static ActivationFunction LeakyRelu { get; } = new ActivationFunction(ActivationKind.LeakyRelu);

    /// <summary>The formula.</summary>
    public ActivationKind Kind { get; }

    /// <summary>The first parameter, 0 where the formula has none.</summary>
    public float Alpha { get; }

    /// <summary>The second parameter, 0 where the formula has none.</summary>
    public float Beta { get; }

    /// <summary>
    /// True where a gate of this function can be exactly 0 or 1, so that work behind it can be left out: a step, or a hard
    /// sigmoid, which saturates. A closed gate makes its product +0, whatever stands behind it.
    /// </summary>
    public bool CanClose => Kind is ActivationKind.Step or ActivationKind.HardSigmoid;

    /// <summary>The function of a plain RNN's attribute.</summary>
    /// <param name="activation">tanh or ReLU, or null for a function that is not stated.</param>
    public static implicit operator ActivationFunction?(Activation? activation) => activation switch
    {
        null => null,
        Activation.Tanh => Tanh,
        Activation.Relu => Relu,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "the activation must be Tanh or Relu."),
    };

    /// <summary>Whether two functions are equal.</summary>
    public static bool operator ==(ActivationFunction? left, ActivationFunction? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two functions differ.</summary>
    public static bool operator !=(ActivationFunction? left, ActivationFunction? right) => !(left == right);

    /// <summary>How many parameters a formula has: none, alpha, or alpha and beta.</summary>
    public static int ParametersOf(ActivationKind kind) => kind switch
    {
        ActivationKind.LeakyRelu or ActivationKind.ThresholdedRelu or ActivationKind.Elu => 1,
        ActivationKind.Affine or ActivationKind.ScaledTanh or ActivationKind.HardSigmoid => 2,
        _ => 0,
    };

    /// <inheritdoc/>
    public bool Equals(ActivationFunction? other) =>
        other is not null && Kind == other.Kind && Alpha.Equals(other.Alpha) && Beta.Equals(other.Beta);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActivationFunction);

    /// <inheritdoc/>
    public override int GetHashCode() => ((int)Kind * 397 ^ Alpha.GetHashCode()) * 397 ^ Beta.GetHashCode();

    /// <summary>The function in words: "ReLU", "hard sigmoid(0.2, 0.5)".</summary>
    public override string ToString()
    {
        string name = Kind switch
        {
            ActivationKind.Relu => "ReLU",
            ActivationKind.LeakyRelu => "leaky ReLU",
            ActivationKind.ThresholdedRelu => "thresholded ReLU",
            ActivationKind.ScaledTanh => "scaled tanh",
            ActivationKind.HardSigmoid => "hard sigmoid",
            ActivationKind.Elu => "ELU",
            ActivationKind.HardTanh => "hard tanh",
            _ => Kind.ToString().ToLowerInvariant(),
        };
        return ParametersOf(Kind) switch
        {
            0 => name,
            1 => $"{name}({Number(Alpha)})",
            _ => $"{name}({Number(Alpha)}, {Number(Beta)})",
        };
    }

    internal static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static float DefaultAlpha(ActivationKind kind) => kind switch
    {
        ActivationKind.LeakyRelu => 0.01f,
        ActivationKind.HardSigmoid => 0.2f,
        ActivationKind.Affine or ActivationKind.ThresholdedRelu or ActivationKind.ScaledTanh or ActivationKind.Elu => 1,
        _ => 0,
    };

    private static float DefaultBeta(ActivationKind kind) => kind switch
    {
        ActivationKind.HardSigmoid => 0.5f,
        ActivationKind.ScaledTanh => 1,
        _ => 0,
    };

    // One zero: equal functions have equal bits.
    private static float Finite(float value, string parameter)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
            throw new ArgumentException($"the parameter {parameter} of an activation must be finite, but is {Number(value)}.", parameter);
        return value == 0 ? 0 : value;
    }
}
