using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Which values of a vector stand for work to do, and sums across a vector. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>A bit for each value that is not <paramref name="value"/>: NaN is not, and -0 is 0.</summary>
    /// <param name="first">The first value; what follows the last one is read up to the next whole vector.</param>
    /// <param name="count">Number of values, at most 64; a constant where generated code calls this.</param>
    /// <param name="value">What the others are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Unlike(ref float first, int count, float value)
    {
        ulong like = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (int i = 0; i < count; i += 16) like |= Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)i), Vector512.Create(value)).ExtractMostSignificantBits() << i;
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (int i = 0; i < count; i += 8) like |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.Create(value)).ExtractMostSignificantBits() << i;
        }
        else
        {
            for (int i = 0; i < count; i += 4) like |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)i), Vector128.Create(value)).ExtractMostSignificantBits() << i;
        }
        return ~like & (ulong.MaxValue >> (64 - count));
    }

    /// <summary>How many values are not <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountUnlike(ref float first, int count, float value)
    {
        int unlike = 0;
        for (int i = 0; i < count; i += 64) unlike += BitOperations.PopCount(Unlike(ref Unsafe.Add(ref first, i), Math.Min(64, count - i), value));
        return unlike;
    }

    /// <summary>In how many places neither a value is <paramref name="value"/> nor its companion <paramref name="otherValue"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountUnlike(ref float first, float value, ref float other, float otherValue, int count)
    {
        int unlike = 0;
        for (int i = 0; i < count; i += 64)
        {
            int left = Math.Min(64, count - i);
            unlike += BitOperations.PopCount(Unlike(ref Unsafe.Add(ref first, i), left, value) & Unlike(ref Unsafe.Add(ref other, i), left, otherValue));
        }
        return unlike;
    }

    /// <summary>The sum of all values, half with half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> x)
    {
        Vector128<float> two = x + Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x) => Sum(x.GetLower() + x.GetUpper());

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x) => Sum(x.GetLower() + x.GetUpper());
}
