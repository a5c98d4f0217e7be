using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Arithmetic that generated kernels share. Called by generated code; not meant to be called by hand.</summary>
/// <remarks>
/// Every width computes one lane in the same way, so the width of a kernel never changes a result. Whether the product
/// is rounded before the sum depends on the processor alone: see <see cref="IsFused"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorMath
{
    /// <summary>
    /// Whether <c>MultiplyAdd</c> rounds once (a fused instruction) or twice (a product, then a sum). The same for all
    /// widths on one processor; a constant to the JIT and to NativeAOT.
    /// </summary>
    public static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    /// <summary>a * b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c)
        => IsFused ? MathF.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    /// <summary>a * b + c in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        if (Fma.IsSupported) return Fma.MultiplyAdd(a, b, c);
        if (AdvSimd.IsSupported) return AdvSimd.FusedMultiplyAdd(c, a, b);
        return (a * b) + c;
    }

    /// <summary>a * b + c in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c)
    {
        // Vector256.FusedMultiplyAdd exists from .NET 9 on only.
        if (Fma.IsSupported) return Fma.MultiplyAdd(a, b, c);
        return Vector256.Create(
            MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
            MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
    }

    /// <summary>a * b + c in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c)
    {
        if (Avx512F.IsSupported) return Avx512F.FusedMultiplyAdd(a, b, c);
        return Vector512.Create(
            MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
            MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
    }

    /// <summary>x or the limit, whichever is less; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> x, float limit)
    {
        var upper = Vector256.Create(limit);
        return Avx.IsSupported ? Avx.Min(upper, x) : Vector256.ConditionalSelect(Vector256.LessThan(upper, x), upper, x);
    }

    /// <inheritdoc cref="Min(Vector256{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, float limit) =>
        Avx512F.IsSupported ? Avx512F.Min(Vector512.Create(limit), x) : Vector512.Create(Min(x.GetLower(), limit), Min(x.GetUpper(), limit));

    /// <summary>x limited to -limit ... limit; NaN stays NaN.</summary>
    /// <remarks>
    /// The bound is the first operand on purpose: the x86 instructions return the second operand where either is NaN,
    /// and Arm's return NaN. (Vector128.Min means different things on .NET 8 and .NET 9, and is slower on the latter.)
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float x, float limit)
    {
        x = limit < x ? limit : x;
        return -limit > x ? -limit : x;
    }

    /// <inheritdoc cref="Clamp(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clamp(Vector128<float> x, float limit)
    {
        var upper = Vector128.Create(limit);
        var lower = Vector128.Create(-limit);
        if (Sse.IsSupported) return Sse.Max(lower, Sse.Min(upper, x));
        if (AdvSimd.IsSupported) return AdvSimd.Max(lower, AdvSimd.Min(upper, x));
        x = Vector128.ConditionalSelect(Vector128.LessThan(upper, x), upper, x);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(lower, x), lower, x);
    }

    /// <inheritdoc cref="Clamp(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> x, float limit)
    {
        if (Avx.IsSupported) return Avx.Max(Vector256.Create(-limit), Avx.Min(Vector256.Create(limit), x));
        return Vector256.Create(Clamp(x.GetLower(), limit), Clamp(x.GetUpper(), limit));
    }

    /// <inheritdoc cref="Clamp(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Clamp(Vector256<float> x, Vector256<float> upper, Vector256<float> lower)
    {
        if (Avx.IsSupported) return Avx.Max(lower, Avx.Min(upper, x));
        x = Vector256.ConditionalSelect(Vector256.LessThan(upper, x), upper, x);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(lower, x), lower, x);
    }

    /// <inheritdoc cref="Clamp(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clamp(Vector512<float> x, float limit)
    {
        if (Avx512F.IsSupported) return Avx512F.Max(Vector512.Create(-limit), Avx512F.Min(Vector512.Create(limit), x));
        return Vector512.Create(Clamp(x.GetLower(), limit), Clamp(x.GetUpper(), limit));
    }
}
