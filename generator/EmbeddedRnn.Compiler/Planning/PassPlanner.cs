using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// Chooses how a pass runs on a vector width: chunks of units, blocks of chunks, unrolling, chains, the order of blocks.
/// The numbers come from measurements: docs/performance.md says how they are repeated.
/// </summary>
public static class PassPlanner
{
    internal const int FirstLevelCache = 32 * 1024;

    // Sums of a block at most. With 32 registers 12 leave room for the broadcast value, weights on their way and a GRU's
    // spare part of the candidate; with 16, the activations of more than 8 push intermediate results out to memory.
    private const int SumsOf32Registers = 12;
    private const int SumsOf16Registers = 8;

    private const int SumsOfTwoGates = 2;
    private const int SumsOfAGru = 3;
    private const int SumsOfAnLstm = 4;

    // With fewer, two kinds of blocks are better than one where nothing else speaks against them.
    private const int FewestSumsOf16Registers = 4;

    // Where the column loop waits for weights, nothing else is on its way, and more sums fit.
    private const int StreamingSumsOf32Registers = 16;

    // Accumulators that keep multiply-adds going at the pace at which weights come from beyond the first-level cache.
    private const int StreamingAccumulators = 6;

    // Weights up to this many times the first-level cache are worth holding a part of, in blocks of at most this size.
    private const int HeldInPart = 4;
    private const int LargestHeldBlock = FirstLevelCache * 3 / 4;

    // Without loops the columns of a small cell run as fast as with them, so only the smallest are written out.
    private const int FullyUnrolledLimit = 96;

    // Multiply-adds in one turn of a loop over streamed weights: longer bodies ran up to a third slower, shorter ones depend
    // on where the code happens to lie.
    private const int StreamingBody = 16;

    /// <summary>Plans a pass.</summary>
    public static PassPlan Plan(Pass pass, KernelWidth width) => Plan(pass, width, new PlanChoices());

    /// <summary>The same with choices forced.</summary>
    internal static PassPlan Plan(Pass pass, KernelWidth width, PlanChoices forced)
    {
        bool cached = WeightBytes(pass) <= FirstLevelCache;
        IReadOnlyList<int> chunks = Chunks(pass.Units, Math.Min(forced.ChunkWidth ?? width.Values, width.Values));
        int perBlock = Math.Min(chunks.Count, forced.ChunksPerBlock ?? (cached ? null : StreamedBlocks(pass, width, chunks.Count) ?? EqualBlocks(pass, width, chunks)) ?? FullBlocks(pass, width, chunks.Count));
        IReadOnlyList<BlockGroup> groups = Blocks(chunks, perBlock);
        var plan = new PassPlan(pass, width, groups, 1, false, 1) { Pairs = width.Values == 16 && (forced.Pairs ?? true) };
        int sums = plan.MostVectors;
        bool single = groups.Count == 1 && groups[0].Count == 1;
        int chains = forced.Chains ?? Chains(sums, width, pass.Operands.Max(o => o.Count), cached);
        int multiplyAdds = groups.Max(g => g.Widths.Count) * pass.Operands.Sum(o => o.Count * pass.FedBy(o).Count);
        bool full = single && (forced.WrittenOut ?? (width.Values >= 8 && multiplyAdds <= FullyUnrolledLimit));
        return plan with
        {
            ColumnUnroll = Math.Max(chains, forced.Unroll ?? Unroll(width, sums, cached)),
            FullyUnrolled = full,
            Chains = chains,
            Alternates = !cached && groups.Count == 1 && groups[0].Count > 1 && width.Values > 1 && (forced.Alternates ?? true),
        };
    }

    /// <summary>Bytes of a pass's weights without padding.</summary>
    internal static int WeightBytes(Pass pass) => sizeof(float) * pass.Units * pass.MacsPerUnit;

    // Whole vectors, then for a remainder of at most half a 512-bit vector a 256-bit one.
    private static IReadOnlyList<int> Chunks(int units, int width)
    {
        var chunks = Enumerable.Repeat(width, units / width).ToList();
        int rest = units % width;
        if (rest > 0) chunks.Add(width == 16 && rest <= 8 ? 8 : width);
        return chunks;
    }

    // Blocks as equal as can be, each with as many sums as fit. With 16 registers all of one size: the constants and sums
    // of a second kind of block in the same method cost up to half of the speed. But where no size divides, a GRU is 10 to 17 % and an
    // LSTM 8 % faster as one block of three chunks than chunk by chunk, and a GRU also as two chunks a block and a last one. Passes of
    // one or two sums a unit have few constants, and in blocks of two kinds they are up to 1.6 times as fast as in blocks with too few sums.
    private static int FullBlocks(Pass pass, KernelWidth width, int chunks)
    {
        int sums = width.Registers >= 32 ? SumsOf32Registers : SumsOf16Registers;
        int most = Math.Max(1, Math.Min(8, sums / pass.MostFed));
        if (width.Registers < 32 && width.Values > 1)
        {
            int even = Enumerable.Range(1, most).Last(n => chunks % n == 0);
            if (pass.MostFed < SumsOfAGru) return even * pass.MostFed >= FewestSumsOf16Registers ? even : AsEqualAsCanBe(chunks, most);
            return even > 1 || chunks == 1 ? even : chunks == 3 ? chunks : pass.MostFed == SumsOfAGru ? most : even;
        }
        return AsEqualAsCanBe(chunks, most);
    }

    private static int AsEqualAsCanBe(int chunks, int most)
    {
        int blocks = (chunks + most - 1) / most;
        return (chunks + blocks - 1) / blocks;
    }

    // The same beyond the first-level cache, where blocks of one size can alternate. Three chunks of a GRU are up to 1.2 times as fast as
    // two or one, alternating or with a smaller last block; of an LSTM as fast as two, and 1.05 to 1.2 times as fast as one, but
    // with a last block of one chunk only. With 32 registers single chunks are as fast, in alternating order, as blocks of several sizes,
    // except where they have two sums.
    private static int? StreamedBlocks(Pass pass, KernelWidth width, int chunks)
    {
        if (width.Values == 1 || chunks <= 3) return null;
        if (width.Registers >= 32) return pass.MostFed == SumsOfTwoGates && Enumerable.Range(2, chunks / 2 - 1).All(n => chunks % n != 0) ? FullBlocks(pass, width, chunks) : null;
        return pass.MostFed switch
        {
            SumsOfAGru => chunks % 3 == 0 || chunks % 2 != 0 ? 3 : null,
            SumsOfAnLstm => chunks % 2 == 0 ? null : chunks % 3 < 2 ? 3 : 2,
            _ => FullBlocks(pass, width, chunks) is var full && full < chunks ? full : null,
        };
    }

    // Two or more blocks of the same size, whose order can alternate; null where units do not divide into them.
    private static int? EqualBlocks(Pass pass, KernelWidth width, IReadOnlyList<int> chunks)
    {
        if (chunks.Distinct().Count() > 1) return null;
        int sums = width.Registers >= 32 ? StreamingSumsOf32Registers : SumsOf16Registers;
        int chunkBytes = sizeof(float) * chunks[0] * pass.MacsPerUnit;
        bool heldInPart = WeightBytes(pass) <= HeldInPart * FirstLevelCache;
        for (int perBlock = Math.Min(sums / pass.MostFed, chunks.Count / 2); perBlock > 0; perBlock--)
        {
            if (chunks.Count % perBlock == 0 && (!heldInPart || perBlock == 1 || perBlock * chunkBytes <= LargestHeldBlock)) return perBlock;
        }
        return null;
    }

    private static IReadOnlyList<BlockGroup> Blocks(IReadOnlyList<int> chunks, int perBlock)
    {
        var groups = new List<BlockGroup>();
        int unit = 0;
        for (int first = 0; first < chunks.Count; first += perBlock)
        {
            int[] widths = chunks.Skip(first).Take(perBlock).ToArray();
            BlockGroup? last = groups.LastOrDefault();
            if (last is not null && last.Widths.SequenceEqual(widths)) groups[groups.Count - 1] = last with { Count = last.Count + 1 };
            else groups.Add(new BlockGroup(unit, widths, 1));
            unit += widths.Sum();
        }
        return groups;
    }

    // A multiply-add takes four cycles and two start in each: with few sums, each is split into chains that do not wait
    // for one another.
    private static int Chains(int sums, KernelWidth width, int columns, bool cached)
    {
        int most = width.Registers >= 32 ? 16 : 12;
        int chains = 1;
        while (chains < 4 && 2 * chains * sums <= most && columns >= 4 * chains && (cached || chains * sums < StreamingAccumulators)) chains *= 2;
        return chains;
    }

    private static int Unroll(KernelWidth width, int sums, bool cached) =>
        cached || width.Registers < 32 ? 4
        : 4 * sums <= StreamingBody ? 4
        : 2 * sums <= StreamingBody ? 2
        : 1;
}
