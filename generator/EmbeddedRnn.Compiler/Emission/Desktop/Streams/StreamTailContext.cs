using System;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>A chunk of units of one of several streams, whose memory lies at a constant distance from the first one's.</summary>
internal sealed class StreamTailContext : TailContext
{
    private readonly CodeWriter writer;
    private readonly Func<string, StreamPlace> place;
    private readonly int stream;
    private readonly int offset;

    /// <summary>Makes the context.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vector">The chunk's width.</param>
    /// <param name="number">The number in the names of its variables.</param>
    /// <param name="place">Where a region lies.</param>
    /// <param name="stream">Which stream of the group.</param>
    /// <param name="offset">The chunk's first unit, from the variable <c>unit</c> on.</param>
    /// <param name="target">The region that the result goes to.</param>
    public StreamTailContext(CodeWriter writer, VectorCode vector, int number, Func<string, StreamPlace> place, int stream, int offset, string target)
        : base(writer, vector, number, "unit", offset, new[] { target })
    {
        this.writer = writer;
        this.place = place;
        this.stream = stream;
        this.offset = offset;
    }

    public override string Load(string region) => Vector.Load(place(region).First, At(place(region)));

    public override void Store(string value, string region) => writer.Line(Vector.Store(value, place(region).First, At(place(region))));

    private string At(StreamPlace at) => VectorCode.At("unit", at.Offset + stream * at.Stride + offset);
}
