using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

// The wider forms, half by half: the same bits in every lane.
public static partial class Functions
{
    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="HardSigmoid(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoid(Vector256<float> x, float alpha, float beta) => Vector256.Create(HardSigmoid(x.GetLower(), alpha, beta), HardSigmoid(x.GetUpper(), alpha, beta));

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
    public static Vector512<float> HardSigmoid(Vector512<float> x, float alpha, float beta) => Vector512.Create(HardSigmoid(x.GetLower(), alpha, beta), HardSigmoid(x.GetUpper(), alpha, beta));

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
