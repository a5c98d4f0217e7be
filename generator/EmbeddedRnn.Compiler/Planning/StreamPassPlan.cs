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
    // What chunks or chains may multiply the sums of a few streams to. More would fit beside the values and a vector of weights, and were slower.
    private const int SumsOf32Registers = 16;

    // With three broadcast values and one vector of weights these fill the registers.
    private const int SumsOf16Registers = 12;

    // Sums at work where a pass has few accumulators: a multiply-add takes four cycles and two start in each.
    private const int EnoughSums = 12;

    // Units of chunks that are taken together whatever their weights: one chunk of the widest vectors.
    private const int FewUnits = 16;

    private StreamPassPlan(PassPlan plan, int streams, int mostChunks)
    {
        Plan = plan;
        Streams = streams;
        int room = plan.Width.Registers >= 32 ? SumsOf32Registers : SumsOf16Registers;
        // Sums of a stream that fit beside the values of all streams and weights, of which one vector is enough if need be.
        int fitting = Math.Min(plan.Pass.MostFed, (plan.Width.Registers - (plan.Width.Registers >= 32 ? 3 : 1)) / streams - 1);
        Parts = (plan.Pass.MostFed + fitting - 1) / fitting;
        int sums = streams * ((plan.Pass.MostFed + Parts - 1) / Parts);
        ChainsTogether = sums * plan.Chains <= room ? plan.Chains : 1;
        sums *= ChainsTogether;
        Chunks = 1;
        while (Chunks * sums < EnoughSums && 2 * Chunks * sums <= room && 2 * Chunks <= mostChunks) Chunks *= 2;
    }

    /// <summary>How many streams the groups of a pass have, largest first.</summary>
    public static IReadOnlyList<int> GroupSizes(PassPlan plan) => Enumerable.Range(2, Most(plan) - 1).Reverse().ToArray();

    /// <summary>
    /// The most streams of a group. With 32 registers six or seven are one group too where there are no more of them, as long as their sums fit; six
    /// even if they do not, where weights come from beyond the first-level cache: once in two parts is less than twice.
    /// </summary>
    public static int Most(PassPlan plan)
    {
        int main = Main(plan).Streams;
        return main < 5 ? Math.Max(main, 3)
            : new StreamPassPlan(plan, 7, 1).Parts == 1 ? 7
            : WeightBytes(plan.Pass, plan.Width.Values) > PassPlanner.FirstLevelCache ? 6
            : 5;
    }

    /// <summary>The plan for the groups that a tile is split into as far as it goes: the size that keeps most sums at work, the largest of these.</summary>
    public static StreamPassPlan Main(PassPlan plan) =>
        (plan.Width.Registers >= 32 ? new[] { 5, 4, 3, 2 } : new[] { 3, 2 }).Select(s => new StreamPassPlan(plan, s, int.MaxValue)).OrderByDescending(p => p.Sums).First();

    /// <summary>The plan for a group of a tile. Small groups follow the large ones chunk after chunk while its weights are near.</summary>
    /// <param name="plan">The plan for one stream.</param>
    /// <param name="streams">Streams of the group.</param>
    public static StreamPassPlan Of(PassPlan plan, int streams)
    {
        StreamPassPlan main = Main(plan);
        if (main.Streams == streams) return main;
        int most = main.Chunks;
        while (2 * most * plan.Width.Values <= FewUnits || WeightBytes(plan.Pass, 2 * most * plan.Width.Values) <= PassPlanner.FirstLevelCache) most *= 2;
        return new(plan, streams, most);
    }

    /// <summary>The plan for one stream.</summary>
    public PassPlan Plan { get; }

    /// <summary>Streams of the group.</summary>
    public int Streams { get; }

    /// <summary>Parts of the accumulators that are added up one after the other, where all of a group's sums would not fit the registers.</summary>
    public int Parts { get; }

    /// <summary>Chains of a sum that are added up at once: all, or, where registers are short, one after the other, each over its own columns.</summary>
    public int ChainsTogether { get; }

    /// <summary>Chunks of units whose sums are kept at once, where a block has as many.</summary>
    public int Chunks { get; }

    private int Sums => Streams * Chunks * ChainsTogether * Plan.Pass.MostFed;

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

    private static int WeightBytes(Pass pass, int units) => sizeof(float) * units * pass.Operands.Sum(o => o.Count * pass.FedBy(o).Count);
}
