using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>A chunk of units of one of several streams, whose memory lies at a constant distance from the first one's.</summary>
internal sealed class StreamTailContext : TailContext
{
    private readonly CodeWriter writer;
    private readonly LayerPlan layer;
    private readonly string? unitVariable;
    private readonly int offset;

    /// <summary>Makes the context.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vector">The chunk's width.</param>
    /// <param name="index">The number in the names of its variables.</param>
    /// <param name="layer">The layer, whose regions lie alike in every stream.</param>
    /// <param name="unitVariable">The first unit where a loop runs over them, or null.</param>
    /// <param name="offset">The chunk's place beside it: the stream's distance from the first one, and units.</param>
    /// <param name="target">The region that the result goes to.</param>
    public StreamTailContext(CodeWriter writer, VectorCode vector, int index, LayerPlan layer, string? unitVariable, int offset, string target)
        : base(writer, vector, index, unitVariable, offset, new[] { target })
    {
        this.writer = writer;
        this.layer = layer;
        this.unitVariable = unitVariable;
        this.offset = offset;
    }

    public override string Load(string region) => Vector.Load("stream", At(region));

    public override void Store(string value, string region) => writer.Line(Vector.Store(value, "stream", At(region)));

    private string At(string region) => VectorCode.At(unitVariable, layer.Regions[region].Offset + offset);
}
