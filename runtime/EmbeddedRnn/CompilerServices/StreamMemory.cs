using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.CompilerServices;

/// <summary>The states of many streams, one after the other, from a 64-byte boundary on.</summary>
internal sealed class StreamMemory
{
    private const int LineSize = 64;
    private const int ValuesPerLine = LineSize / sizeof(float);

    // Whole lines, since an array has at most 2^31 elements and there may be more values than that.
    private readonly Vector512<float>[] lines;
    private readonly nint offset;
    private readonly int size;

    public StreamMemory(int count, int size)
    {
        long needed = ((long)count * size + ValuesPerLine - 1) / ValuesPerLine + 1;
        if (needed > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, string.Create(CultureInfo.InvariantCulture, $"{count} states of {size} values are more than one array holds; use several sets of streams."));
        }
        lines = GC.AllocateArray<Vector512<float>>((int)needed, pinned: true);
        offset = (nint)((nuint)(-Marshal.UnsafeAddrOfPinnedArrayElement(lines, 0)) % LineSize / sizeof(float));
        this.size = size;
    }

    /// <summary>The first value of the first state.</summary>
    public ref float First => ref Unsafe.Add(ref Unsafe.As<Vector512<float>, float>(ref MemoryMarshal.GetArrayDataReference(lines)), offset);

    /// <summary>One stream's state.</summary>
    public Span<float> this[int stream] => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref First, (nint)stream * size), size);
}
