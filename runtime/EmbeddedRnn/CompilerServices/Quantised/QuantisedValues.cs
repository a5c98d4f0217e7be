using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// A step's values as whole numbers: rounded to the nearest, ties to even; beyond the range its end, and NaN the least. The
/// processor's widest vectors do it, whatever the kernel is: each value's number is the same. For generated code, where counts are constants.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QuantisedValues
{
    private const int Together = 16;

    /// <summary>Values with a range each, as int16.</summary>
    /// <param name="values">The first value; nothing behind the last is read.</param>
    /// <param name="centres">The first centre; as many are read as make whole sixteens.</param>
    /// <param name="inverses">The first inverse unit, likewise.</param>
    /// <param name="numbers">Where the numbers go.</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int16(ref float values, ref float centres, ref float inverses, ref float numbers, int count) =>
        Each(ref values, ref centres, ref inverses, ref Unsafe.As<float, byte>(ref numbers), count, WeightFormat.Int16);

    /// <summary>Values of one range around 0 as int16.</summary>
    /// <param name="values">The first value; as many are read as make whole sixteens.</param>
    /// <param name="inverse">The inverse unit.</param>
    /// <param name="numbers">Where the numbers go, whole sixteens of them.</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int16(ref float values, float inverse, ref float numbers, int count) =>
        All(ref values, inverse, ref Unsafe.As<float, byte>(ref numbers), count, WeightFormat.Int16);

    /// <summary>Values with a range each as bytes around 128.</summary>
    /// <inheritdoc cref="Int16(ref float, ref float, ref float, ref float, int)" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int8(ref float values, ref float centres, ref float inverses, ref float numbers, int count) =>
        Each(ref values, ref centres, ref inverses, ref Unsafe.As<float, byte>(ref numbers), count, WeightFormat.Int8);

    /// <summary>Values of one range around 0 as bytes around 128.</summary>
    /// <inheritdoc cref="Int16(ref float, float, ref float, int)" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Int8(ref float values, float inverse, ref float numbers, int count) =>
        All(ref values, inverse, ref Unsafe.As<float, byte>(ref numbers), count, WeightFormat.Int8);

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

    // What is left over of whole vectors is done with the values before it once more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Each(ref float values, ref float centres, ref float inverses, ref byte to, int count, WeightFormat format)
    {
        if (count >= Together)
        {
            for (int i = 0; i <= count - Together; i += Together) Sixteen(ref values, ref centres, ref inverses, ref to, i, format);
            if (count % Together > 0) Sixteen(ref values, ref centres, ref inverses, ref to, count - Together, format);
        }
        else if (count >= 8)
        {
            Eight(ref values, ref centres, ref inverses, ref to, 0, format);
            if (count > 8) Eight(ref values, ref centres, ref inverses, ref to, count - 8, format);
        }
        else if (count >= 4)
        {
            Four(ref values, ref centres, ref inverses, ref to, 0, format);
            if (count > 4) Four(ref values, ref centres, ref inverses, ref to, count - 4, format);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                Vector128<float> value = Vector128.CreateScalar((Unsafe.Add(ref values, i) - Unsafe.Add(ref centres, i)) * Unsafe.Add(ref inverses, i));
                WholeNumbers.StoreOne(WholeNumbers.Of(value, QuantisedFormat.Limit(format)).ToScalar(), ref to, i, format);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(ref float values, ref float centres, ref float inverses, ref byte to, int at, WeightFormat format)
    {
        (nuint i, int limit) = ((nuint)at, QuantisedFormat.Limit(format));
        if (Avx512F.IsSupported)
        {
            Vector512<float> number = (Vector512.LoadUnsafe(ref values, i) - Vector512.LoadUnsafe(ref centres, i)) * Vector512.LoadUnsafe(ref inverses, i);
            WholeNumbers.Store(WholeNumbers.Of(number, limit), ref to, at, format);
        }
        else
        {
            Vector256<float> low = (Vector256.LoadUnsafe(ref values, i) - Vector256.LoadUnsafe(ref centres, i)) * Vector256.LoadUnsafe(ref inverses, i);
            Vector256<float> high = (Vector256.LoadUnsafe(ref values, i + 8) - Vector256.LoadUnsafe(ref centres, i + 8)) * Vector256.LoadUnsafe(ref inverses, i + 8);
            WholeNumbers.Store(WholeNumbers.Of(low, limit), ref to, at, format);
            WholeNumbers.Store(WholeNumbers.Of(high, limit), ref to, at + 8, format);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(ref float values, ref float centres, ref float inverses, ref byte to, int at, WeightFormat format)
    {
        nuint i = (nuint)at;
        Vector256<float> number = (Vector256.LoadUnsafe(ref values, i) - Vector256.LoadUnsafe(ref centres, i)) * Vector256.LoadUnsafe(ref inverses, i);
        WholeNumbers.Store(WholeNumbers.Of(number, QuantisedFormat.Limit(format)), ref to, at, format);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(ref float values, ref float centres, ref float inverses, ref byte to, int at, WeightFormat format)
    {
        nuint i = (nuint)at;
        Vector128<float> number = (Vector128.LoadUnsafe(ref values, i) - Vector128.LoadUnsafe(ref centres, i)) * Vector128.LoadUnsafe(ref inverses, i);
        WholeNumbers.Store(WholeNumbers.Of(number, QuantisedFormat.Limit(format)), ref to, at, format);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void All(ref float values, float inverse, ref byte to, int count, WeightFormat format)
    {
        int limit = QuantisedFormat.Limit(format);
        for (int i = 0; i < count; i += Together)
        {
            if (Avx512F.IsSupported)
            {
                WholeNumbers.Store(WholeNumbers.Of(Vector512.LoadUnsafe(ref values, (nuint)i) * inverse, limit), ref to, i, format);
            }
            else
            {
                WholeNumbers.Store(WholeNumbers.Of(Vector256.LoadUnsafe(ref values, (nuint)i) * inverse, limit), ref to, i, format);
                WholeNumbers.Store(WholeNumbers.Of(Vector256.LoadUnsafe(ref values, (nuint)i + 8) * inverse, limit), ref to, i + 8, format);
            }
        }
    }
}
