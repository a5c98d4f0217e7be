using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// The activation functions beside tanh and ReLU, with ONNX's formulas, for a single value and for 128 bits; the wider
/// forms lie beside. NaN stays NaN in all of them. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Functions
{
    /// <summary>1 / (1 + exp(-x)), as 0.5 + 0.5 tanh(x / 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => VectorMath.MultiplyAdd(0.5f, Activations.Tanh(0.5f * x), 0.5f);

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        Vector128<float> half = Vector128.Create(0.5f);
        return VectorMath.MultiplyAdd(half, Activations.Tanh(half * x), half);
    }

    /// <summary>min(max(alpha x + beta, 0), 1); a closed gate is +0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float HardSigmoid(float x, float alpha, float beta)
    {
        float y = VectorMath.MultiplyAdd(alpha, x, beta);
        return y <= 0 ? 0 : y >= 1 ? 1 : y;
    }

    /// <inheritdoc cref="HardSigmoid(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSigmoid(Vector128<float> x, float alpha, float beta)
    {
        Vector128<float> y = Activations.Relu(VectorMath.MultiplyAdd(Vector128.Create(alpha), x, Vector128.Create(beta)));
        return Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(y, Vector128<float>.One), Vector128<float>.One, y);
    }

    /// <summary>1 where x is at least 0, else +0, also for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float x) => x >= 0 ? 1 : 0;

    /// <inheritdoc cref="Step(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Step(Vector128<float> x) =>
        Vector128<float>.One & Vector128.GreaterThanOrEqual(x, Vector128<float>.Zero);

    /// <summary>What stands behind a gate: the value, or +0 where the gate is 0. The product with the gate is then +0 whatever the value is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Behind(float gate, float value) => gate == 0 ? 0 : value;

    /// <inheritdoc cref="Behind(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Behind(Vector128<float> gate, Vector128<float> value) =>
        Vector128.AndNot(value, Vector128.Equals(gate, Vector128<float>.Zero));

    /// <summary>x where x is at least 0, else alpha x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LeakyRelu(float x, float alpha) => x < 0 ? alpha * x : x;

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LeakyRelu(Vector128<float> x, float alpha) => Prelu(x, Vector128.Create(alpha));

    /// <summary>x where x is at least 0, else slope x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Prelu(float x, float slope) => x < 0 ? slope * x : x;

    /// <inheritdoc cref="Prelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Prelu(Vector128<float> x, Vector128<float> slope) =>
        Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<float>.Zero), slope * x, x);

    /// <summary>0 where x is at most alpha, else x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ThresholdedRelu(float x, float alpha) => x <= alpha ? 0 : x;

    /// <inheritdoc cref="ThresholdedRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ThresholdedRelu(Vector128<float> x, float alpha) =>
        Vector128.AndNot(x, Vector128.LessThanOrEqual(x, Vector128.Create(alpha)));

    /// <summary>x / (1 + |x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softsign(float x) => x / (1 + MathF.Abs(x));

    /// <inheritdoc cref="Softsign(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softsign(Vector128<float> x) => x / (Vector128<float>.One + Vector128.Abs(x));

    /// <summary>x where x is at least 0, else alpha (exp(x) - 1). Value by value: there is no vector exponential here.</summary>
    public static float Elu(float x, float alpha) => x < 0 ? (float)(alpha * ExpMinusOne(x)) : x;

    /// <inheritdoc cref="Elu(float, float)"/>
    public static Vector128<float> Elu(Vector128<float> x, float alpha) =>
        Vector128.Create(Elu(x.GetElement(0), alpha), Elu(x.GetElement(1), alpha), Elu(x.GetElement(2), alpha), Elu(x.GetElement(3), alpha));

    /// <summary>log(1 + exp(x)). Value by value.</summary>
    public static float Softplus(float x) => (float)((x < 0 ? 0 : x) + LogOnePlus(Math.Exp(-Math.Abs((double)x))));

    /// <inheritdoc cref="Softplus(float)"/>
    public static Vector128<float> Softplus(Vector128<float> x) =>
        Vector128.Create(Softplus(x.GetElement(0)), Softplus(x.GetElement(1)), Softplus(x.GetElement(2)), Softplus(x.GetElement(3)));

    // In double, where the cancellation near zero leaves more digits than a float has.
    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x + 0.5 * x * x : Math.Exp(x) - 1;

    private static double LogOnePlus(double x) => x < 1e-5 ? x - 0.5 * x * x : Math.Log(1 + x);
}
