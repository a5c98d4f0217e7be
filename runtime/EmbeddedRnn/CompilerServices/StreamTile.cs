using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EmbeddedRnn.CompilerServices;

/// <summary>A few streams that are stepped together: where their states, inputs and outputs lie. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct StreamTile
{
    // Of streams that are no neighbours.
    private readonly ReadOnlySpan<int> streams;
    private readonly ReadOnlySpan<int> rows;

    private readonly int first;
    private readonly int firstRow;
    private readonly ref float states;
    private readonly ref float inputs;
    private readonly ref float outputs;
    private readonly ref float scratch;

    /// <summary>Neighbouring streams, whose rows are neighbours too.</summary>
    /// <param name="call">The call.</param>
    /// <param name="first">The first stream.</param>
    /// <param name="firstRow">Its row.</param>
    /// <param name="count">How many.</param>
    /// <param name="ahead">Streams from the first one to that of the tile that follows, or 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal StreamTile(in StreamCall call, int first, int firstRow, int count, int ahead)
    {
        Ahead = ahead;
        this.first = first;
        this.firstRow = firstRow;
        Count = count;
        IsConsecutive = true;
        StoresOutputs = !call.OutputsOverlapInputs;
        IsOdd = call.Scratch.Turn();
        states = ref call.States;
        inputs = ref call.Inputs;
        outputs = ref call.Outputs;
        scratch = ref call.Scratch.First;
    }

    /// <summary>Any streams, in ascending order, and their rows.</summary>
    internal StreamTile(in StreamCall call, ReadOnlySpan<int> streams, ReadOnlySpan<int> rows)
        : this(call, streams[0], rows[0], streams.Length, ahead: 0)
    {
        this.streams = streams;
        this.rows = rows;
        IsConsecutive = streams[^1] - first == streams.Length - 1 && rows[^1] - firstRow == rows.Length - 1;
        StoresOutputs &= IsConsecutive;
    }

    /// <summary>Number of streams, at least 1.</summary>
    public int Count { get; }

    /// <summary>Streams from the first one to the first one of the tile that follows; 0 where none does, or where it lies elsewhere.</summary>
    public int Ahead { get; }

    /// <summary>True where the streams, and the rows of their inputs, lie one after the other.</summary>
    public bool IsConsecutive { get; }

    /// <summary>True where outputs may be stored, one after the other, while inputs are still to be read.</summary>
    public bool StoresOutputs { get; }

    /// <summary>True in every other tile of the thread.</summary>
    public bool IsOdd { get; }

    /// <summary>Memory of the calling thread, on a 64-byte boundary; what it holds is left over from others.</summary>
    public ref float Scratch => ref scratch;

    /// <summary>The state of one of the streams.</summary>
    /// <param name="index">Which of the streams.</param>
    /// <param name="size">Values of a state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float State(int index, int size) => ref Unsafe.Add(ref states, (nint)(IsConsecutive ? first + index : streams[index]) * size);

    /// <summary>The inputs of one of the streams.</summary>
    /// <param name="index">Which of the streams.</param>
    /// <param name="size">Values of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Input(int index, int size) => ref Unsafe.Add(ref inputs, (nint)Row(index) * size);

    /// <summary>The outputs of one of the streams.</summary>
    /// <param name="index">Which of the streams.</param>
    /// <param name="size">Values of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float Output(int index, int size) => ref Unsafe.Add(ref outputs, (nint)Row(index) * size);

    private int Row(int index) => IsConsecutive ? firstRow + index : rows[index];

    /// <summary>
    /// Splits two streams or more into groups of a size and of one less, as far as no stream stays alone: in fours, 7 are 4 + 3, 9 are 3 + 3 + 3
    /// and 5 are 3 + 2. In fives, 6, 7 and 11 have larger groups where there are such.
    /// </summary>
    /// <param name="count">Number of streams.</param>
    /// <param name="size">Streams of most groups: 5, 4, 3 or 2.</param>
    /// <param name="most">Streams of the largest groups: at least 3 and <paramref name="size"/>, at most 7.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StreamGroups Split(int count, int size, int most)
    {
        if (size == 2) return new() { Of3 = count % 2, Of2 = (count - count % 2 * 3) / 2 };
        if (size == 4 && (count == 2 || count == 5)) return new() { Of3 = count / 3, Of2 = 1 };
        if (size == 5 && (count < 8 || count == 11)) return Few(count, most);
        int small = (size - count % size) % size;
        int large = (count - small * (size - 1)) / size;
        return size == 5 ? new() { Of5 = large, Of4 = small } : size == 4 ? new() { Of4 = large, Of3 = small } : new() { Of3 = large, Of2 = small };
    }

    private static StreamGroups Few(int count, int most) => count switch
    {
        2 => new() { Of2 = 1 },
        3 => new() { Of3 = 1 },
        4 => new() { Of4 = 1 },
        5 => new() { Of5 = 1 },
        6 => most >= 6 ? new() { Of6 = 1 } : new() { Of3 = 2 },
        7 => most == 7 ? new() { Of7 = 1 } : new() { Of4 = 1, Of3 = 1 },
        _ => most >= 6 ? new() { Of6 = 1, Of5 = 1 } : new() { Of5 = 1, Of3 = 2 },
    };

    /// <summary>Asks for a cache line ahead of its use, where the processor can be asked. The line may lie outside of all memory.</summary>
    /// <param name="value">A value.</param>
    /// <param name="distance">Values from it to one of the line.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref float value, nint distance)
    {
        // A pointer and not a reference: a reference must stay inside of what it refers to.
        if (Sse.IsSupported) Sse.Prefetch0((float*)Unsafe.AsPointer(ref value) + distance);
    }
}
