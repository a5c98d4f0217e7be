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
    }

    /// <summary>Number of streams, at least 1.</summary>
    public int Count => streams.Length;

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

    /// <summary>Splits streams into groups of two neighbouring sizes: 7 into 4 + 3. Where none fit, the last group is not full.</summary>
    /// <param name="count">Number of streams.</param>
    /// <param name="size">Streams of a large group; a small one has one fewer.</param>
    /// <returns>How many large groups and how many small ones, which follow.</returns>
    public static (int Large, int Small) Split(int count, int size)
    {
        int small = (size - count % size) % size;
        int rest = count - small * (size - 1);
        return rest >= 0 ? (rest / size, small) : (0, (count + size - 2) / (size - 1));
    }
}
