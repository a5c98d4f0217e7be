using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>What a thread needs beside the states to step streams. One for all classes: a step takes it and is done with it before the thread can begin another.</summary>
internal sealed class StreamScratch
{
    [ThreadStatic]
    private static StreamScratch? own;

    private readonly AlignedBuffer buffer;
    private readonly int length;
    private bool odd;

    private StreamScratch(int length)
    {
        this.length = length;
        buffer = AlignedBuffer.Allocate(length);
    }

    /// <summary>The first value, on a 64-byte boundary.</summary>
    public ref float First => ref buffer.First;

    /// <summary>The calling thread's, allocated at the first use and where more is needed than ever before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StreamScratch Of(int length) => own is { } scratch && scratch.length >= length ? scratch : Larger(length);

    /// <summary>True every other time: which way blocks of weights are taken, so that a tile begins with those that the one before left in the cache.</summary>
    public bool Turn() => odd = !odd;

    private static StreamScratch Larger(int length) => own = new StreamScratch(length);
}
