using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// What one vector of a chunk sums: one accumulator, or of a chunk of half a vector two that take the same columns. Their weights lie
/// side by side either way.
/// </summary>
/// <param name="Sums">The accumulators, from the lowest lanes on.</param>
/// <param name="Units">Units of the chunk.</param>
public sealed record SumVector(IReadOnlyList<Accumulator> Sums, int Units)
{
    /// <summary>The letters of its accumulators.</summary>
    public string Name => string.Concat(Sums.Select(s => s.Name));

    /// <summary>Values of the vector.</summary>
    public int Width => Units * Sums.Count;

    /// <summary>True where two accumulators share the vector.</summary>
    public bool IsPair => Sums.Count > 1;
}
