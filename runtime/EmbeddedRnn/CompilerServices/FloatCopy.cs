using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Copies of known length. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FloatCopy
{
    /// <summary>Copies values that may overlap.</summary>
    /// <param name="from">The first value to read.</param>
    /// <param name="to">The first value to write.</param>
    /// <param name="count">Number of values; a constant where generated code calls this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float from, ref float to, int count) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref from, count)
            .CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref to, count));

    /// <summary>Copies values that do not overlap, in vectors and without a call.</summary>
    /// <param name="from">The first value to read.</param>
    /// <param name="to">The first value to write.</param>
    /// <param name="count">Number of values; a constant where generated code calls this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRow(ref float from, ref float to, int count)
    {
        nuint whole = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; whole + 16 <= (nuint)count; whole += 16) Vector512.LoadUnsafe(ref from, whole).StoreUnsafe(ref to, whole);
        }
        else
        {
            for (; whole + 4 <= (nuint)count; whole += 4) Vector128.LoadUnsafe(ref from, whole).StoreUnsafe(ref to, whole);
        }
        int width = Vector512.IsHardwareAccelerated ? 16 : 4;
        if (count % width > 0) Copy(ref Unsafe.Add(ref from, whole), ref Unsafe.Add(ref to, whole), count % width);
    }

    /// <summary>Copies values to two places, none of which overlap, in vectors and without a call.</summary>
    /// <param name="from">The first value to read.</param>
    /// <param name="to">The first value to write.</param>
    /// <param name="also">The first value to write in the other place.</param>
    /// <param name="count">Number of values; a constant where generated code calls this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRow(ref float from, ref float to, ref float also, int count)
    {
        nuint whole = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; whole + 16 <= (nuint)count; whole += 16)
            {
                Vector512<float> values = Vector512.LoadUnsafe(ref from, whole);
                values.StoreUnsafe(ref to, whole);
                values.StoreUnsafe(ref also, whole);
            }
        }
        else
        {
            for (; whole + 4 <= (nuint)count; whole += 4)
            {
                Vector128<float> values = Vector128.LoadUnsafe(ref from, whole);
                values.StoreUnsafe(ref to, whole);
                values.StoreUnsafe(ref also, whole);
            }
        }
        int rest = count % (Vector512.IsHardwareAccelerated ? 16 : 4);
        if (rest == 0) return;
        Copy(ref Unsafe.Add(ref from, whole), ref Unsafe.Add(ref to, whole), rest);
        Copy(ref Unsafe.Add(ref from, whole), ref Unsafe.Add(ref also, whole), rest);
    }
}
