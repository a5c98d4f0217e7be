using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>Neighbouring chunks of a block that have the same width.</summary>
/// <param name="FirstUnit">The first unit, from the block's first one on.</param>
/// <param name="Width">The vector width.</param>
/// <param name="Count">How many chunks.</param>
public sealed record ChunkRun(int FirstUnit, int Width, int Count)
{
    /// <summary>Units of the chunks.</summary>
    public int Units => Width * Count;

    /// <summary>The same in turns of several chunks, and what is left over.</summary>
    public IEnumerable<(ChunkRun Run, int Together)> Turns(int together)
    {
        together = Math.Min(together, Count);
        int whole = Count / together * together;
        yield return (this with { Count = whole }, together);
        if (whole < Count) yield return (new ChunkRun(FirstUnit + whole * Width, Width, Count - whole), Count - whole);
    }

    /// <summary>The chunks of a block by their width.</summary>
    public static IReadOnlyList<ChunkRun> Of(BlockGroup group)
    {
        var runs = new List<ChunkRun>();
        int unit = 0;
        foreach (int width in group.Widths)
        {
            ChunkRun? last = runs.LastOrDefault();
            if (last?.Width == width) runs[runs.Count - 1] = last with { Count = last.Count + 1 };
            else runs.Add(new ChunkRun(unit, width, 1));
            unit += width;
        }
        return runs;
    }
}
