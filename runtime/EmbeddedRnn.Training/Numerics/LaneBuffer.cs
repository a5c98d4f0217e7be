using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>
/// Values in lanes, which begin where a line of the cache begins, so that no vector lies across two lines. A buffer grows with what
/// is asked of it and is then used again.
/// </summary>
internal sealed class LaneBuffer<T>
    where T : unmanaged
{
    private const int Line = 64;

    private T[] array = [];
    private int offset;

    /// <summary>How many values there are room for.</summary>
    public int Length { get; private set; }

    /// <summary>Makes room for so many values and gives them; what they are is not said.</summary>
    public Span<T> Reserve(int count)
    {
        if (Length < count)
        {
            // Pinned memory stays where it is, and so does the offset.
            array = GC.AllocateArray<T>(count + Line / Unsafe.SizeOf<T>(), pinned: true);
            nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
            offset = (int)(-address & (Line - 1)) / Unsafe.SizeOf<T>();
            Length = count;
        }
        return AsSpan(0, count);
    }

    public Span<T> AsSpan() => AsSpan(0, Length);

    public Span<T> AsSpan(int start, int length) => array.AsSpan(offset + start, length);
}
