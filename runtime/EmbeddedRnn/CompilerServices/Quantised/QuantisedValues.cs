using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// A step's values as whole numbers: rounded to the nearest, ties to even; beyond the range its end, and NaN the least. The
/// processor's widest vectors do it, whatever the kernel is: each value's number is the same. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QuantisedValues
{
    // Adding 1.5 * 2^23 leaves the rounded number in a float's lowest bits.
    private const float Rounder = 12582912f;
    private const int Together = 16;

    /// <summary>Values with a range each, as int16.</summary>
    /// <param name="values">The first value; nothing behind the last is read.</param>
    /// <param name="centres">The first centre.</param>
    /// <param name="inverses">The first inverse unit.</param>
    /// <param name="numbers">Where the numbers go.</param>
    /// <param name="count">Number of values.</param>
    public static void Int16(ref float values, ref float centres, ref float inverses, ref float numbers, int count)
    {
        ref short to = ref Unsafe.As<float, short>(ref numbers);
        int i = 0;
        for (; i <= count - Together; i += Together)
            Store(ref values, i, ref centres, ref inverses, QuantisedFormat.Int16Limit, ref Unsafe.Add(ref to, i));
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = (short)Bits(Unsafe.Add(ref values, i), Unsafe.Add(ref centres, i), Unsafe.Add(ref inverses, i), QuantisedFormat.Int16Limit);
    }

    /// <summary>Values of one range around 0 as int16.</summary>
    /// <param name="values">The first value; as many are read as make whole sixteens.</param>
    /// <param name="inverse">The inverse unit.</param>
    /// <param name="numbers">Where the numbers go, whole sixteens of them.</param>
    /// <param name="count">Number of values.</param>
    public static void Int16(ref float values, float inverse, ref float numbers, int count)
    {
        ref short to = ref Unsafe.As<float, short>(ref numbers);
        for (int i = 0; i < count; i += Together) Store(ref values, i, inverse, QuantisedFormat.Int16Limit, ref Unsafe.Add(ref to, i));
    }

    /// <summary>Values with a range each as bytes around 128.</summary>
    /// <inheritdoc cref="Int16(ref float, ref float, ref float, ref float, int)" path="/param"/>
    public static void Int8(ref float values, ref float centres, ref float inverses, ref float numbers, int count)
    {
        ref byte to = ref Unsafe.As<float, byte>(ref numbers);
        int i = 0;
        for (; i <= count - Together; i += Together)
            Store(ref values, i, ref centres, ref inverses, QuantisedFormat.Int8Limit, ref Unsafe.Add(ref to, i));
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = (byte)(QuantisedFormat.Int8Zero + Bits(Unsafe.Add(ref values, i), Unsafe.Add(ref centres, i), Unsafe.Add(ref inverses, i), QuantisedFormat.Int8Limit));
    }

    /// <summary>Values of one range around 0 as bytes around 128.</summary>
    /// <inheritdoc cref="Int16(ref float, float, ref float, int)" path="/param"/>
    public static void Int8(ref float values, float inverse, ref float numbers, int count)
    {
        ref byte to = ref Unsafe.As<float, byte>(ref numbers);
        for (int i = 0; i < count; i += Together) Store(ref values, i, inverse, QuantisedFormat.Int8Limit, ref Unsafe.Add(ref to, i));
    }

    /// <summary>How many values saturate: those beyond their range by half a unit or more, and NaN.</summary>
    /// <param name="values">The values.</param>
    /// <param name="centres">The first centre.</param>
    /// <param name="inverses">The first inverse unit.</param>
    /// <param name="limit">The largest whole number.</param>
    /// <param name="count">Number of values.</param>
    public static int CountBeyond(ref float values, ref float centres, ref float inverses, int limit, int count)
    {
        int beyond = 0;
        for (int i = 0; i < count; i++)
            if (IsBeyond((Unsafe.Add(ref values, i) - Unsafe.Add(ref centres, i)) * Unsafe.Add(ref inverses, i), limit)) beyond++;
        return beyond;
    }

    /// <inheritdoc cref="CountBeyond(ref float, ref float, ref float, int, int)"/>
    public static int CountBeyond(ref float values, float inverse, int limit, int count)
    {
        int beyond = 0;
        for (int i = 0; i < count; i++) if (IsBeyond(Unsafe.Add(ref values, i) * inverse, limit)) beyond++;
        return beyond;
    }

    private static bool IsBeyond(float number, int limit) => !(Math.Abs(number) < limit + 0.5f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bits(float value, float centre, float inverse, int limit)
    {
        float number = (value - centre) * inverse;
        number = number > -limit ? number : -limit;
        number = number < limit ? number : limit;
        return BitConverter.SingleToInt32Bits(number + Rounder) - BitConverter.SingleToInt32Bits(Rounder);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Bits(Vector512<float> number, int limit)
    {
        var (most, least) = (Vector512.Create((float)limit), Vector512.Create((float)-limit));
        number = Vector512.ConditionalSelect(Vector512.GreaterThan(number, least), number, least);
        number = Vector512.ConditionalSelect(Vector512.LessThan(number, most), number, most);
        return (number + Vector512.Create(Rounder)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Bits(Vector256<float> number, int limit)
    {
        var (most, least) = (Vector256.Create((float)limit), Vector256.Create((float)-limit));
        number = Vector256.ConditionalSelect(Vector256.GreaterThan(number, least), number, least);
        number = Vector256.ConditionalSelect(Vector256.LessThan(number, most), number, most);
        return (number + Vector256.Create(Rounder)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float values, int i, ref float centres, ref float inverses, int limit, ref short to)
    {
        if (Avx512F.IsSupported) Store(Bits(Number512(ref values, i, ref centres, ref inverses), limit), ref to);
        else Store(Bits(Number256(ref values, i, ref centres, ref inverses), limit), Bits(Number256(ref values, i + 8, ref centres, ref inverses), limit), ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float values, int i, ref float centres, ref float inverses, int limit, ref byte to)
    {
        if (Avx512F.IsSupported) Store(Bits(Number512(ref values, i, ref centres, ref inverses), limit), ref to);
        else Store(Bits(Number256(ref values, i, ref centres, ref inverses), limit), Bits(Number256(ref values, i + 8, ref centres, ref inverses), limit), ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float values, int i, float inverse, int limit, ref short to)
    {
        if (Avx512F.IsSupported) Store(Bits(Vector512.LoadUnsafe(ref values, (nuint)i) * inverse, limit), ref to);
        else Store(Bits(Vector256.LoadUnsafe(ref values, (nuint)i) * inverse, limit), Bits(Vector256.LoadUnsafe(ref values, (nuint)i + 8) * inverse, limit), ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float values, int i, float inverse, int limit, ref byte to)
    {
        if (Avx512F.IsSupported) Store(Bits(Vector512.LoadUnsafe(ref values, (nuint)i) * inverse, limit), ref to);
        else Store(Bits(Vector256.LoadUnsafe(ref values, (nuint)i) * inverse, limit), Bits(Vector256.LoadUnsafe(ref values, (nuint)i + 8) * inverse, limit), ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Number512(ref float values, int i, ref float centres, ref float inverses) =>
        (Vector512.LoadUnsafe(ref values, (nuint)i) - Vector512.LoadUnsafe(ref centres, (nuint)i)) * Vector512.LoadUnsafe(ref inverses, (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Number256(ref float values, int i, ref float centres, ref float inverses) =>
        (Vector256.LoadUnsafe(ref values, (nuint)i) - Vector256.LoadUnsafe(ref centres, (nuint)i)) * Vector256.LoadUnsafe(ref inverses, (nuint)i);

    // The lowest 16 bits of the rounded float are the number's; of the rounder they are 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> bits, ref short to) => Avx512F.ConvertToVector256Int16(bits).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> low, Vector256<int> high, ref short to) => Narrowed(low, high).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> bits, ref byte to) =>
        Avx512F.ConvertToVector128Byte(bits + Vector512.Create(QuantisedFormat.Int8Zero)).StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> low, Vector256<int> high, ref byte to)
    {
        var zero = Vector256.Create(QuantisedFormat.Int8Zero);
        Vector256<short> both = Narrowed(low + zero, high + zero);
        var mask = Vector128.Create((ushort)0xFF);
        Vector128.Narrow(both.GetLower().AsUInt16() & mask, both.GetUpper().AsUInt16() & mask).StoreUnsafe(ref to);
    }

    // Cut to 16 bits first: what narrowing does with numbers that do not fit differs between versions of .NET.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Narrowed(Vector256<int> low, Vector256<int> high) => Vector256.Narrow(low << 16 >> 16, high << 16 >> 16);
}
