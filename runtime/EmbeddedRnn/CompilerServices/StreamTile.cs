using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>A few streams that are stepped together: where their states, inputs and outputs lie. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct StreamTile
{
    private readonly ReadOnlySpan<int> streams;
    private readonly ReadOnlySpan<int> rows;
    private readonly ref float states;
    private readonly ref float inputs;
    private readonly ref float outputs;
    private readonly ref float scratch;

    internal StreamTile(ReadOnlySpan<int> streams, ReadOnlySpan<int> rows, ref float states, ref float inputs, ref float outputs, ref float scratch)
    {
        this.streams = streams;
        this.rows = rows;
        this.states = ref states;
        this.inputs = ref inputs;
        this.outputs = ref outputs;
        this.scratch = ref scratch;
        IsConsecutive = streams[^1] - streams[0] == streams.Length - 1 && rows[^1] - rows[0] == rows.Length - 1;
    }

    /// <summary>Number of streams, at least 1.</summary>
    public int Count => streams.Length;

    /// <summary>True where the streams, and the rows of their inputs, lie one after the other.</summary>
    public bool IsConsecutive { get; }

    /// <summary>Memory of the calling thread, on a 64-byte boundary; what it holds is left over from others.</summary>
    public ref float Scratch => ref scratch;

    /// <summary>The state of one of the streams.</summary>
    /// <param name="index">Which of the streams.</param>
    /// <param name="size">Values of a state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float State(int index, int size) => ref Unsafe.Add(ref states, (nint)streams[index] * size);

    /// <summary>The inputs of one of the streams.</summary>
    /// <param name="index">Which of the streams.</param>
    /// <param name="size">Values of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Input(int index, int size) => ref Unsafe.Add(ref inputs, (nint)rows[index] * size);

    /// <summary>The outputs of one of the streams.</summary>
    /// <param name="index">Which of the streams.</param>
    /// <param name="size">Values of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Output(int index, int size) => ref Unsafe.Add(ref outputs, (nint)rows[index] * size);

    /// <summary>
    /// Splits two streams or more into groups of a size and of one fewer: 7 into 4 + 3. Where that cannot be, for 2 and 5
    /// streams in groups of four, the last is a pair.
    /// </summary>
    /// <param name="count">Number of streams.</param>
    /// <param name="size">Streams of a large group, 3 or 4.</param>
    /// <returns>How many groups of each size, in the order in which they follow one another.</returns>
    public static (int Of4, int Of3, int Of2) Split(int count, int size)
    {
        int small = (size - count % size) % size;
        int large = (count - small * (size - 1)) / size;
        return size == 3 ? (0, large, small)
            : count is 2 or 5 ? (0, count / 3, 1)
            : (large, small, 0);
    }
}
