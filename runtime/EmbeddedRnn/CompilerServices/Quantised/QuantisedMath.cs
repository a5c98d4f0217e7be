using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// Products of weights and values as whole numbers, for a scalar and for every vector width, all with the same sums. Each 32 bits
/// hold a group of columns: two of int16, or four of int8 whose values are unsigned bytes. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QuantisedMath
{
    /// <summary>sum + products of two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AddInt16(int sum, int values, int weights) => sum + (short)values * (short)weights + (values >> 16) * (weights >> 16);

    /// <inheritdoc cref="AddInt16(int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddInt16(Vector128<int> sum, Vector128<int> values, Vector128<int> weights)
    {
        if (Sse2.IsSupported) return sum + Sse2.MultiplyAddAdjacent(values.AsInt16(), weights.AsInt16());
        return sum + Low(values) * Low(weights) + (values >> 16) * (weights >> 16);
    }

    /// <inheritdoc cref="AddInt16(int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddInt16(Vector256<int> sum, Vector256<int> values, Vector256<int> weights)
    {
        if (Avx2.IsSupported) return sum + Avx2.MultiplyAddAdjacent(values.AsInt16(), weights.AsInt16());
        return Vector256.Create(AddInt16(sum.GetLower(), values.GetLower(), weights.GetLower()), AddInt16(sum.GetUpper(), values.GetUpper(), weights.GetUpper()));
    }

    /// <inheritdoc cref="AddInt16(int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> AddInt16(Vector512<int> sum, Vector512<int> values, Vector512<int> weights)
    {
        if (Avx512BW.IsSupported) return sum + Avx512BW.MultiplyAddAdjacent(values.AsInt16(), weights.AsInt16());
        return Vector512.Create(AddInt16(sum.GetLower(), values.GetLower(), weights.GetLower()), AddInt16(sum.GetUpper(), values.GetUpper(), weights.GetUpper()));
    }

    /// <summary>sum + products of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AddInt8(int sum, int values, int weights) =>
        sum + (byte)values * (sbyte)weights + (byte)(values >> 8) * (sbyte)(weights >> 8) + (byte)(values >> 16) * (sbyte)(weights >> 16) + (byte)(values >> 24) * (weights >> 24);

    /// <inheritdoc cref="AddInt8(int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddInt8(Vector128<int> sum, Vector128<int> values, Vector128<int> weights)
    {
        if (Ssse3.IsSupported) return sum + Sse2.MultiplyAddAdjacent(Ssse3.MultiplyAddAdjacent(values.AsByte(), weights.AsSByte()), Vector128<short>.One);
        var mask = Vector128.Create(0xFF);
        return sum + (values & mask) * (weights << 24 >> 24) + (values >>> 8 & mask) * (weights << 16 >> 24)
            + ((values >>> 16 & mask) * (weights << 8 >> 24) + (values >>> 24) * (weights >> 24));
    }

    /// <inheritdoc cref="AddInt8(int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddInt8(Vector256<int> sum, Vector256<int> values, Vector256<int> weights)
    {
        if (Avx2.IsSupported) return sum + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(values.AsByte(), weights.AsSByte()), Vector256<short>.One);
        return Vector256.Create(AddInt8(sum.GetLower(), values.GetLower(), weights.GetLower()), AddInt8(sum.GetUpper(), values.GetUpper(), weights.GetUpper()));
    }

    /// <inheritdoc cref="AddInt8(int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> AddInt8(Vector512<int> sum, Vector512<int> values, Vector512<int> weights)
    {
        if (Avx512BW.IsSupported) return sum + Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(values.AsByte(), weights.AsSByte()), Vector512<short>.One);
        return Vector512.Create(AddInt8(sum.GetLower(), values.GetLower(), weights.GetLower()), AddInt8(sum.GetUpper(), values.GetUpper(), weights.GetUpper()));
    }

    private static Vector128<int> Low(Vector128<int> values) => values << 16 >> 16;
}
