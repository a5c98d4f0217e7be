using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Activations of generated kernels, for a scalar and for every vector width. Called by generated code.</summary>
/// <remarks>
/// One lane is computed in the same order at every width, so all widths give the same bits on one processor. Error
/// bounds and the handling of non-finite values: docs/numerics.md; the origin of the numbers: docs/numerics/tanh.py.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Activations
{
    /// <summary>
    /// The hyperbolic tangent as x P(x²) / Q(x²). Odd, exactly ±0 at ±0, within ±1, exactly ±1 from
    /// ±<see cref="TanhRational.Limit"/> on; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        x = VectorMath.Clamp(x, TanhRational.Limit);
        var u = x * x;
        var u2 = u * u;
        var low = VectorMath.MultiplyAdd(u, TanhRational.P1, TanhRational.P0);
        var high = VectorMath.MultiplyAdd(u, TanhRational.P3, TanhRational.P2);
        high = VectorMath.MultiplyAdd(u2, TanhRational.P4, high);
        // x goes into both halves of P, so that P is as short a chain as Q and one rounding fewer.
        var numerator = VectorMath.MultiplyAdd(x * u2, high, x * low);
        low = VectorMath.MultiplyAdd(u, TanhRational.Q1, TanhRational.Q0);
        high = VectorMath.MultiplyAdd(u, TanhRational.Q3, TanhRational.Q2);
        high = VectorMath.MultiplyAdd(u2, TanhRational.Q4, high);
        return numerator / VectorMath.MultiplyAdd(u2, high, low);
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        x = VectorMath.Clamp(x, TanhRational.Limit);
        var u = x * x;
        var u2 = u * u;
        var low = VectorMath.MultiplyAdd(u, Vector128.Create(TanhRational.P1), Vector128.Create(TanhRational.P0));
        var high = VectorMath.MultiplyAdd(u, Vector128.Create(TanhRational.P3), Vector128.Create(TanhRational.P2));
        high = VectorMath.MultiplyAdd(u2, Vector128.Create(TanhRational.P4), high);
        var numerator = VectorMath.MultiplyAdd(x * u2, high, x * low);
        low = VectorMath.MultiplyAdd(u, Vector128.Create(TanhRational.Q1), Vector128.Create(TanhRational.Q0));
        high = VectorMath.MultiplyAdd(u, Vector128.Create(TanhRational.Q3), Vector128.Create(TanhRational.Q2));
        high = VectorMath.MultiplyAdd(u2, Vector128.Create(TanhRational.Q4), high);
        return numerator / VectorMath.MultiplyAdd(u2, high, low);
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        x = VectorMath.Clamp(x, TanhRational.Limit);
        var u = x * x;
        var u2 = u * u;
        var low = VectorMath.MultiplyAdd(u, Vector256.Create(TanhRational.P1), Vector256.Create(TanhRational.P0));
        var high = VectorMath.MultiplyAdd(u, Vector256.Create(TanhRational.P3), Vector256.Create(TanhRational.P2));
        high = VectorMath.MultiplyAdd(u2, Vector256.Create(TanhRational.P4), high);
        var numerator = VectorMath.MultiplyAdd(x * u2, high, x * low);
        low = VectorMath.MultiplyAdd(u, Vector256.Create(TanhRational.Q1), Vector256.Create(TanhRational.Q0));
        high = VectorMath.MultiplyAdd(u, Vector256.Create(TanhRational.Q3), Vector256.Create(TanhRational.Q2));
        high = VectorMath.MultiplyAdd(u2, Vector256.Create(TanhRational.Q4), high);
        return numerator / VectorMath.MultiplyAdd(u2, high, low);
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        x = VectorMath.Clamp(x, TanhRational.Limit);
        var u = x * x;
        var u2 = u * u;
        var low = VectorMath.MultiplyAdd(u, Vector512.Create(TanhRational.P1), Vector512.Create(TanhRational.P0));
        var high = VectorMath.MultiplyAdd(u, Vector512.Create(TanhRational.P3), Vector512.Create(TanhRational.P2));
        high = VectorMath.MultiplyAdd(u2, Vector512.Create(TanhRational.P4), high);
        var numerator = VectorMath.MultiplyAdd(x * u2, high, x * low);
        low = VectorMath.MultiplyAdd(u, Vector512.Create(TanhRational.Q1), Vector512.Create(TanhRational.Q0));
        high = VectorMath.MultiplyAdd(u, Vector512.Create(TanhRational.Q3), Vector512.Create(TanhRational.Q2));
        high = VectorMath.MultiplyAdd(u2, Vector512.Create(TanhRational.Q4), high);
        return numerator / VectorMath.MultiplyAdd(u2, high, low);
    }

    /// <summary>max(x, 0): +0 for every x at or below zero, negative zero included; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float x) => x <= 0 ? 0 : x;

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x)
        => Vector128.AndNot(x, Vector128.LessThanOrEqual(x, Vector128<float>.Zero));

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x)
        => Vector256.AndNot(x, Vector256.LessThanOrEqual(x, Vector256<float>.Zero));

    /// <inheritdoc cref="Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x)
        => Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));
}
