using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>Neighbouring chunks of a block that have the same width.</summary>
/// <param name="FirstUnit">The first unit, from the block's first one on.</param>
/// <param name="Width">The vector width.</param>
/// <param name="Count">How many chunks.</param>
public sealed record ChunkRun(int FirstUnit, int Width, int Count);

/// <summary>
/// How one pass runs for several streams at once: each vector of weights is used once a stream. The weights are those of
/// the pass for one stream, read with a stride, and every sum is added up in the same order.
/// </summary>
public sealed class StreamPassPlan
{
    // With 32 registers: the broadcast values of all streams, one vector of weights, and room for the activations.
    // With 16, twelve sums, three broadcast values and one vector of weights fill them.
    private const int SumsOf32Registers = 24;

    /// <summary>The most sums of one stream, chains included.</summary>
    public const int MostSumsOfAStream = 16;

    private const int SumsOf16Registers = 12;

    // Sums at work where a pass has few accumulators: a multiply-add takes four cycles and two start in each.
    private const int EnoughSums = 12;

    /// <summary>Plans a pass.</summary>
    public StreamPassPlan(PassPlan plan)
    {
        Plan = plan;
        int sums = plan.Pass.Accumulators.Count * plan.Chains;
        int room = plan.Width.Registers >= 32 ? SumsOf32Registers : SumsOf16Registers;
        int most = plan.Width.Registers >= 32 ? 4 : 3;
        Streams = Math.Max(2, Math.Min(most, room / sums));
        Chunks = 1;
        while (Chunks * Streams * sums < EnoughSums && 2 * Chunks * Streams * sums <= room) Chunks *= 2;
    }

    /// <summary>The plan for one stream.</summary>
    public PassPlan Plan { get; }

    /// <summary>Streams of a large group. A small one has one fewer.</summary>
    public int Streams { get; }

    /// <summary>Sums of one stream, chains included, that are kept at once.</summary>
    public int SumsOfAStream => Plan.Pass.Accumulators.Count * Plan.Chains * Chunks;

    /// <summary>Chunks of units whose sums are kept at once, where a block has as many.</summary>
    public int Chunks { get; }

    /// <summary>Columns per turn of the column loop.</summary>
    public int ColumnUnroll
    {
        get
        {
            int unroll = Math.Max(2, Plan.Chains);
            bool fits = Plan.Pass.Operands.All(o => Plan.Tiles(o) == 1 || Plan.TileLength(o) % unroll == 0);
            return fits ? unroll : Plan.ColumnUnroll;
        }
    }

    /// <summary>
    /// True where sums go through memory between their last column and the equations: these need about half of 32
    /// registers, and where fewer are free the JIT spills the sums inside the column loop.
    /// </summary>
    public bool TailApart => Streams * SumsOfAStream > Plan.Width.Registers - 16;

    /// <summary>
    /// True where a chunk's weights do not stay in the first-level cache from one group of streams to the next: then each
    /// operand, and of a long one each tile, goes over all groups before the next.
    /// </summary>
    public bool InPhases(BlockGroup group, ChunkRun run, int together) =>
        Plan.Pass.Operands.Any(o => Plan.Tiles(o) > 1)
        || sizeof(float) * together * run.Width * Plan.Pass.Operands.Sum(o => o.Count * Plan.Pass.FedBy(o).Count) > PassPlanner.FirstLevelCache;

    /// <summary>The chunks of a block by their width.</summary>
    public static IReadOnlyList<ChunkRun> Runs(BlockGroup group)
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
