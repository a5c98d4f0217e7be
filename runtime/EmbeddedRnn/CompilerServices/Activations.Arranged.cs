using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <content>
/// Other arrangements of the same arithmetic, with the same bits: one for processors with few registers, and one whose
/// result comes sooner for cells that wait for it.
/// </content>
public static partial class Activations
{
    /// <summary>Values of the constants of one copy in <see cref="TanhConstants"/>.</summary>
    public const int TanhConstantsLength = 12 * 8;

    /// <summary>
    /// The constants of the tangent as vectors of 256 bits, in copies one after the other. A processor with 16 registers
    /// reads them where it needs them; were they the same for all tangents of a kernel, the compiler would keep them in
    /// registers, and intermediate results in memory.
    /// </summary>
    public static ref float TanhConstants
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref TanhTable.Values.First;
    }

    /// <summary>The hyperbolic tangent with constants from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, ref float constants)
    {
        x = VectorMath.Clamp(x, Vector256.LoadUnsafe(ref constants), Vector256.LoadUnsafe(ref constants, 8));
        var u = x * x;
        var u2 = u * u;
        var high = VectorMath.MultiplyAdd(u, Vector256.LoadUnsafe(ref constants, 16), Vector256.LoadUnsafe(ref constants, 24));
        high = VectorMath.MultiplyAdd(u2, Vector256.LoadUnsafe(ref constants, 32), high);
        var low = VectorMath.MultiplyAdd(u, Vector256.LoadUnsafe(ref constants, 40), Vector256.LoadUnsafe(ref constants, 48));
        var numerator = VectorMath.MultiplyAdd(x * u2, high, x * low);
        high = VectorMath.MultiplyAdd(u, Vector256.LoadUnsafe(ref constants, 56), Vector256.LoadUnsafe(ref constants, 64));
        high = VectorMath.MultiplyAdd(u2, Vector256.LoadUnsafe(ref constants, 72), high);
        low = VectorMath.MultiplyAdd(u, Vector256.LoadUnsafe(ref constants, 80), Vector256.LoadUnsafe(ref constants, 88));
        return numerator / VectorMath.MultiplyAdd(u2, high, low);
    }

    /// <summary>
    /// The hyperbolic tangent, sooner: the square is limited for itself and need not wait for the limited value. One
    /// operation more, so only for cells that wait for results and not for the processor's arithmetic.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> TanhSooner(Vector256<float> x)
    {
        var u = VectorMath.Min(x * x, TanhRational.Limit * TanhRational.Limit);
        x = VectorMath.Clamp(x, TanhRational.Limit);
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

    /// <inheritdoc cref="TanhSooner(Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhSooner(Vector512<float> x)
    {
        var u = VectorMath.Min(x * x, TanhRational.Limit * TanhRational.Limit);
        x = VectorMath.Clamp(x, TanhRational.Limit);
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
}
