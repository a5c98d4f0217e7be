using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static EmbeddedRnn.CompilerServices.FastTanhRational;

namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// The activations of kernels that are to be fast rather than exact, under the names of <see cref="Activations"/>, so that generated
/// code takes one or the other. Called by generated code.
/// </summary>
/// <remarks>One lane is computed in the same order at every width. Found and checked by docs/numerics/fast_tanh.py.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FastActivations
{
    /// <inheritdoc cref="Activations.TanhConstantsLength"/>
    public const int TanhConstantsLength = Activations.TanhConstantsLength;

    /// <inheritdoc cref="Activations.TanhConstants"/>
    public static ref float TanhConstants
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Activations.TanhConstants;
    }

    /// <summary>The hyperbolic tangent as x P(x²) / Q(x²) of degree 2, within 6e-5: odd, within ±1, NaN stays NaN. It saturates at ±0.99995.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        x = VectorMath.Clamp(x, Limit);
        var u = x * x;
        var numerator = x * VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, P2, P1), P0);
        return numerator / VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Q2, Q1), 1f);
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        x = VectorMath.Clamp(x, Limit);
        var u = x * x;
        var numerator = x * VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Vector128.Create(P2), Vector128.Create(P1)), Vector128.Create(P0));
        return numerator / VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Vector128.Create(Q2), Vector128.Create(Q1)), Vector128<float>.One);
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        x = VectorMath.Clamp(x, Limit);
        var u = x * x;
        var numerator = x * VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Vector256.Create(P2), Vector256.Create(P1)), Vector256.Create(P0));
        return numerator / VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Vector256.Create(Q2), Vector256.Create(Q1)), Vector256<float>.One);
    }

    /// <inheritdoc cref="Tanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        x = VectorMath.Clamp(x, Limit);
        var u = x * x;
        var numerator = x * VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Vector512.Create(P2), Vector512.Create(P1)), Vector512.Create(P0));
        return numerator / VectorMath.MultiplyAdd(u, VectorMath.MultiplyAdd(u, Vector512.Create(Q2), Vector512.Create(Q1)), Vector512<float>.One);
    }

    /// <summary>The same: its few constants need no memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float constants) => Tanh(x);

    /// <summary>The same: it is soon enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhSooner(Vector256<float> x) => Tanh(x);

    /// <inheritdoc cref="TanhSooner(Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhSooner(Vector512<float> x) => Tanh(x);

    /// <inheritdoc cref="Activations.Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float x) => Activations.Relu(x);

    /// <inheritdoc cref="Activations.Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu(Vector128<float> x) => Activations.Relu(x);

    /// <inheritdoc cref="Activations.Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) => Activations.Relu(x);

    /// <inheritdoc cref="Activations.Relu(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) => Activations.Relu(x);
}
