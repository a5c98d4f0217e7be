namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>Where the streams of a tile have a region: at a constant distance from one another.</summary>
/// <param name="Base">The variable that refers to the memory of the tile's first stream: <c>input</c>, <c>state</c> or <c>start</c>.</param>
/// <param name="Offset">The region's place there.</param>
/// <param name="Stride">Values from one stream to the next.</param>
internal sealed record StreamPlace(string Base, int Offset, int Stride)
{
    /// <summary>The variable that refers to the memory of a group's first stream.</summary>
    public string First => Base + "OfGroup";
}
