using System;
using System.Globalization;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn;

/// <summary>
/// Any number of independent streams of one network, with shared weights, stepped together: what the nested class
/// <c>Streams</c> of a generated class offers. How to use it, and how to spread it over cores: docs/streams.md.
/// </summary>
/// <remarks>
/// A stream's numbers are those of the generated class's own Step, bit for bit, whichever streams step with it. Steps of
/// disjoint streams may run on different threads at once, without locks; each stream belongs to one thread at a time.
/// </remarks>
/// <typeparam name="TWeights">The generated class's weights.</typeparam>
public abstract class StreamSet<TWeights>
    where TWeights : class
{
    // A tile of fewer streams than this may have to step them in small groups.
    private const int SmallestFullTile = 10;

    private readonly StreamShape shape;
    private readonly StreamMemory states;
    private TWeights weights;

    /// <summary>Streams at their initial state. For generated code.</summary>
    protected StreamSet(int count, in StreamShape shape, TWeights weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        this.shape = shape;
        this.weights = weights;
        states = new StreamMemory(count, shape.StateSize);
        if (InitialState(weights) is not null) Reset();
    }

    /// <summary>Number of streams, N.</summary>
    public int Count { get; }

    /// <summary>The weights of all streams. Setting them is one reference store, which a Step that is under way does not see; the states stay as they are.</summary>
    /// <exception cref="ArgumentNullException">No weights.</exception>
    public TWeights Weights
    {
        get => weights;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RequireKernel(value);
            weights = value;
        }
    }

    /// <summary>One time step of every stream. Allocates nothing.</summary>
    /// <param name="inputs">Row-major [N, InputSize], stream after stream.</param>
    /// <param name="outputs">Row-major [N, OutputSize]; may overlap the inputs where no row overwrites inputs of later ones.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit, or an overlap that would lose inputs; nothing is written.</exception>
    public void Step(ReadOnlySpan<float> inputs, Span<float> outputs) => Step(0, Count, inputs, outputs);

    /// <summary>One time step of neighbouring streams. Ranges that share no stream may be stepped on different threads at once.</summary>
    /// <param name="first">The first stream.</param>
    /// <param name="count">How many.</param>
    /// <param name="inputs">Row-major [count, InputSize].</param>
    /// <param name="outputs">Row-major [count, OutputSize]; may overlap the inputs where no row overwrites inputs of later ones.</param>
    /// <exception cref="ArgumentException">Streams that there are not, lengths that do not fit, or an overlap that would lose inputs; nothing is written.</exception>
    public void Step(int first, int count, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (first < 0 || first > Count) throw NoStream(nameof(first), first);
        if (count < 0 || count > Count - first)
            throw new ArgumentOutOfRangeException(nameof(count), count, Invariant($"there are {Count} streams, so at most {Count - first} from stream {first} on."));
        bool overlap = Guard.Rows(inputs, shape.InputSize, outputs, shape.OutputSize, count);
        TWeights packed = weights;
        StreamCall call = Call(inputs, outputs, overlap);
        for (int done = 0; done < count;)
        {
            int size = NextTile(count - done);
            StepTile(packed, new StreamTile(call, first + done, done, size, ahead: done + size < count ? size : 0));
            done += size;
        }
    }

    /// <summary>One time step of some streams; the others keep their states.</summary>
    /// <param name="streams">Which, in ascending order.</param>
    /// <param name="inputs">Row-major [streams.Length, InputSize]: a row for each that is named.</param>
    /// <param name="outputs">Row-major [streams.Length, OutputSize]; may overlap the inputs where no row overwrites inputs of later ones.</param>
    /// <exception cref="ArgumentException">Streams that there are not or not in order, lengths that do not fit, or an overlap that would lose inputs; nothing is written.</exception>
    public void Step(ReadOnlySpan<int> streams, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int i = 0; i < streams.Length; i++)
        {
            if (streams[i] < 0 || streams[i] >= Count) throw NoStream(nameof(streams), streams[i]);
            if (i > 0 && streams[i] <= streams[i - 1])
                throw new ArgumentException(Invariant($"streams must be in ascending order, each once, but stream {streams[i]} follows stream {streams[i - 1]}."), nameof(streams));
        }
        bool overlap = Guard.Rows(inputs, shape.InputSize, outputs, shape.OutputSize, streams.Length);
        Span<int> rows = stackalloc int[shape.TileSize];
        TWeights packed = weights;
        StreamCall call = Call(inputs, outputs, overlap);
        for (int done = 0; done < streams.Length;)
        {
            int size = NextTile(streams.Length - done);
            for (int i = 0; i < size; i++) rows[i] = done + i;
            StepTile(packed, new StreamTile(call, streams.Slice(done, size), rows[..size]));
            done += size;
        }
    }

    /// <summary>One time step of the streams that a mask marks; the others keep their states.</summary>
    /// <param name="active">N values, true for each stream that steps.</param>
    /// <param name="inputs">Row-major [N, InputSize]; rows of other streams are not read.</param>
    /// <param name="outputs">Row-major [N, OutputSize]; rows of other streams are not written. May overlap the inputs where no row overwrites inputs of later ones.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit, or an overlap that would lose inputs; nothing is written.</exception>
    public void Step(ReadOnlySpan<bool> active, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Guard.Length(active.Length, Count, nameof(active));
        bool overlap = Guard.Rows(inputs, shape.InputSize, outputs, shape.OutputSize, Count);
        Span<int> streams = stackalloc int[shape.TileSize];
        TWeights packed = weights;
        StreamCall call = Call(inputs, outputs, overlap);
        int next = 0;
        for (int left = active.Count(true); left > 0;)
        {
            int size = NextTile(left);
            for (int i = 0; i < size; next++)
            {
                if (active[next]) streams[i++] = next;
            }
            StepTile(packed, new StreamTile(call, streams[..size], streams[..size]));
            left -= size;
        }
    }

    /// <summary>All streams back to the state before the first step: zeros, or the initial state that the model carries.</summary>
    public void Reset()
    {
        for (int stream = 0; stream < Count; stream++) Reset(stream);
    }

    /// <summary>One stream back to the state before the first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public void Reset(int stream)
    {
        Span<float> state = State(stream);
        if (InitialState(weights) is { } initial) initial.CopyTo(state);
        else state.Clear();
    }

    /// <summary>Copies a stream's state out; the order is that of the generated class's own CopyStateTo.</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="destination">Exactly StateSize values.</param>
    /// <exception cref="ArgumentException">No such stream or another length; nothing is written.</exception>
    public void CopyStateTo(int stream, Span<float> destination)
    {
        Span<float> state = State(stream);
        Guard.Length(destination.Length, shape.StateSize, nameof(destination));
        state.CopyTo(destination);
    }

    /// <summary>Sets a stream's state.</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="state">Exactly StateSize values.</param>
    /// <exception cref="ArgumentException">No such stream or another length; the state stays as it was.</exception>
    public void SetState(int stream, ReadOnlySpan<float> state)
    {
        Span<float> own = State(stream);
        Guard.Length(state.Length, shape.StateSize, nameof(state));
        state.CopyTo(own);
    }

    /// <summary>Writes a stream's state as bytes that carry the model's hash; an instance of the generated class restores them too.</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="destination">Exactly SavedStateSize bytes.</param>
    /// <exception cref="ArgumentException">No such stream or another length; nothing is written.</exception>
    public void SaveState(int stream, Span<byte> destination) => SavedState.Write(ModelIdentity(weights), State(stream), destination);

    /// <summary>Restores a stream's state. False, and nothing changed, where the bytes are damaged or belong to another model or other weights.</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="saved">Bytes that SaveState wrote, here or in an instance of the generated class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stream.</exception>
    public bool TryRestoreState(int stream, ReadOnlySpan<byte> saved) => SavedState.TryRead(ModelIdentity(weights), saved, State(stream));

    /// <summary>One step of a few streams. For generated code.</summary>
    protected abstract void StepTile(TWeights weights, in StreamTile tile);

    /// <summary>The state before the first step, or null for zeros. For generated code.</summary>
    protected abstract float[]? InitialState(TWeights weights);

    /// <summary>The model's identity in a saved state. For generated code.</summary>
    protected abstract ulong ModelIdentity(TWeights weights);

    /// <summary>Throws where weights are packed for another kernel than this processor's. For generated code.</summary>
    protected abstract void RequireKernel(TWeights weights);

    private StreamCall Call(ReadOnlySpan<float> inputs, Span<float> outputs, bool overlap) => new(ref states.First, inputs, outputs, overlap, StreamScratch.Of(shape.ScratchSize));

    private int NextTile(int left) =>
        left <= shape.TileSize ? left
        : left < shape.TileSize + SmallestFullTile ? shape.TileSize - SmallestFullTile
        : shape.TileSize;

    private Span<float> State(int stream)
    {
        if (stream < 0 || stream >= Count) throw NoStream(nameof(stream), stream);
        return states[stream];
    }

    private ArgumentOutOfRangeException NoStream(string parameter, int stream) =>
        new(parameter, stream, Invariant($"there is no stream {stream}: there are {Count}, from 0 on."));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
