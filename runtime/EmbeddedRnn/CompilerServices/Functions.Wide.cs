using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

// The wider forms: the same bits in every lane, half by half where that is no slower.
public static partial class Functions
{
    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="HardSigmoid(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoid(Vector256<float> x, float alpha, float beta)
    {
        Vector256<float> y = Activations.Relu(VectorMath.MultiplyAdd(Vector256.Create(alpha), x, Vector256.Create(beta)));
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(y, Vector256<float>.One), Vector256<float>.One, y);
    }

    /// <inheritdoc cref="Step(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Step(Vector256<float> x) =>
        Vector256<float>.One & Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero);

    /// <inheritdoc cref="Behind(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Behind(Vector256<float> gate, Vector256<float> value) =>
        Vector256.AndNot(value, Vector256.Equals(gate, Vector256<float>.Zero));

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LeakyRelu(Vector256<float> x, float alpha) => Vector256.Create(LeakyRelu(x.GetLower(), alpha), LeakyRelu(x.GetUpper(), alpha));

    /// <inheritdoc cref="ThresholdedRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ThresholdedRelu(Vector256<float> x, float alpha) => Vector256.Create(ThresholdedRelu(x.GetLower(), alpha), ThresholdedRelu(x.GetUpper(), alpha));

    /// <inheritdoc cref="Softsign(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softsign(Vector256<float> x) => Vector256.Create(Softsign(x.GetLower()), Softsign(x.GetUpper()));

    /// <inheritdoc cref="Elu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Elu(Vector256<float> x, float alpha) => Vector256.Create(Elu(x.GetLower(), alpha), Elu(x.GetUpper(), alpha));

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => Vector256.Create(Softplus(x.GetLower()), Softplus(x.GetUpper()));

    /// <inheritdoc cref="Prelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Prelu(Vector256<float> x, Vector256<float> slope) =>
        Vector256.Create(Prelu(x.GetLower(), slope.GetLower()), Prelu(x.GetUpper(), slope.GetUpper()));

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="HardSigmoid(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoid(Vector512<float> x, float alpha, float beta)
    {
        Vector512<float> y = Activations.Relu(VectorMath.MultiplyAdd(Vector512.Create(alpha), x, Vector512.Create(beta)));
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(y, Vector512<float>.One), Vector512<float>.One, y);
    }

    /// <inheritdoc cref="Step(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Step(Vector512<float> x) =>
        Vector512<float>.One & Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero);

    /// <inheritdoc cref="Behind(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Behind(Vector512<float> gate, Vector512<float> value) =>
        Vector512.AndNot(value, Vector512.Equals(gate, Vector512<float>.Zero));

    /// <inheritdoc cref="LeakyRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LeakyRelu(Vector512<float> x, float alpha) => Vector512.Create(LeakyRelu(x.GetLower(), alpha), LeakyRelu(x.GetUpper(), alpha));

    /// <inheritdoc cref="ThresholdedRelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ThresholdedRelu(Vector512<float> x, float alpha) => Vector512.Create(ThresholdedRelu(x.GetLower(), alpha), ThresholdedRelu(x.GetUpper(), alpha));

    /// <inheritdoc cref="Softsign(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softsign(Vector512<float> x) => Vector512.Create(Softsign(x.GetLower()), Softsign(x.GetUpper()));

    /// <inheritdoc cref="Elu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Elu(Vector512<float> x, float alpha) => Vector512.Create(Elu(x.GetLower(), alpha), Elu(x.GetUpper(), alpha));

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => Vector512.Create(Softplus(x.GetLower()), Softplus(x.GetUpper()));

    /// <inheritdoc cref="Prelu(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Prelu(Vector512<float> x, Vector512<float> slope) =>
        Vector512.Create(Prelu(x.GetLower(), slope.GetLower()), Prelu(x.GetUpper(), slope.GetUpper()));
}
