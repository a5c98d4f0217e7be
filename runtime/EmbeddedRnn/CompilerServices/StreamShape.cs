using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>The sizes of a generated class of streams. For generated code.</summary>
/// <param name="InputSize">Values that go in at each step of a stream.</param>
/// <param name="OutputSize">Values that come out.</param>
/// <param name="StateSize">Values that a stream keeps.</param>
/// <param name="TileSize">The most streams that are stepped together.</param>
/// <param name="ScratchSize">Values of scratch memory that a tile needs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StreamShape(int InputSize, int OutputSize, int StateSize, int TileSize, int ScratchSize);
