using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// How one pass runs for a group of streams at once: each vector of weights is used once a stream. The weights are those of
/// the pass for one stream, read with a stride, and every sum is added up in the same order.
/// </summary>
public sealed class StreamPassPlan
{
    // More sums would fit beside the values of all streams and a vector of weights, and were slower.
    private const int SumsOf32Registers = 16;

    // With three broadcast values and one vector of weights these fill the registers.
    private const int SumsOf16Registers = 12;

    // Sums at work where a pass has few accumulators: a multiply-add takes four cycles and two start in each.
    private const int EnoughSums = 12;

    // Units of chunks that are taken together whatever their weights: one chunk of the widest vectors.
    private const int FewUnits = 16;

    /// <summary>Plans a pass for a group.</summary>
    /// <param name="plan">The plan for one stream.</param>
    /// <param name="streams">Streams of the group.</param>
    public StreamPassPlan(PassPlan plan, int streams)
    {
        Plan = plan;
        Streams = streams;
        int room = plan.Width.Registers >= 32 ? SumsOf32Registers : SumsOf16Registers;
        int sums = streams * plan.Pass.MostFed;
        ChainsTogether = sums * plan.Chains <= room ? plan.Chains : 1;
        sums *= ChainsTogether;
        int most = MostChunks(plan, streams);
        Chunks = 1;
        while (Chunks * sums < EnoughSums && 2 * Chunks * sums <= room && 2 * Chunks <= most) Chunks *= 2;
    }

    /// <summary>The most streams of a group on a width.</summary>
    public static int MostStreams(KernelWidth width) => width.Registers >= 32 ? 4 : 3;

    /// <summary>How many streams the groups of a width have, largest first.</summary>
    public static IReadOnlyList<int> GroupSizes(KernelWidth width) => Enumerable.Range(2, MostStreams(width) - 1).Reverse().ToArray();

    /// <summary>The plan for one stream.</summary>
    public PassPlan Plan { get; }

    /// <summary>Streams of the group.</summary>
    public int Streams { get; }

    /// <summary>Chains of a sum that are added up at once: all, or, where registers are short, one after the other, each over its own columns.</summary>
    public int ChainsTogether { get; }

    /// <summary>Chunks of units whose sums are kept at once, where a block has as many.</summary>
    public int Chunks { get; }

    /// <summary>Columns per turn of the column loop.</summary>
    public int ColumnUnroll => Math.Max(2, ChainsTogether);

    /// <summary>Vectors of one stream that lie in memory between the loops: each sum, and its total where it is added up tile by tile.</summary>
    public int SumsOfAStream => Plan.Pass.Accumulators.Count * Plan.Chains * Chunks * (IsTiled ? 2 : 1);

    /// <summary>
    /// True where a chunk's weights do not stay in the first-level cache from one group of streams to the next: then each
    /// operand, and of a long one each tile, goes over all groups before the next.
    /// </summary>
    public bool InPhases(ChunkRun run) => IsTiled || WeightBytes(Plan.Pass, run.Width * run.Count) > PassPlanner.FirstLevelCache;

    private bool IsTiled => Plan.Pass.Operands.Any(o => Plan.Tiles(o) > 1);

    // Small groups follow the large ones chunk after chunk while its weights are near.
    private static int MostChunks(PassPlan plan, int streams)
    {
        if (streams == MostStreams(plan.Width)) return int.MaxValue;
        int most = new StreamPassPlan(plan, MostStreams(plan.Width)).Chunks;
        while (2 * most * plan.Width.Values <= FewUnits || WeightBytes(plan.Pass, 2 * most * plan.Width.Values) <= PassPlanner.FirstLevelCache) most *= 2;
        return most;
    }

    private static int WeightBytes(Pass pass, int units) => sizeof(float) * units * pass.Operands.Sum(o => o.Count * pass.FedBy(o).Count);
}
