using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>How many groups of each size a tile of streams is split into, in the order in which they follow one another. For generated code.</summary>
/// <param name="Of7">Groups of seven.</param>
/// <param name="Of6">Groups of six.</param>
/// <param name="Of5">Groups of five.</param>
/// <param name="Of4">Groups of four.</param>
/// <param name="Of3">Groups of three.</param>
/// <param name="Of2">Groups of two.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StreamGroups(int Of7, int Of6, int Of5, int Of4, int Of3, int Of2);
