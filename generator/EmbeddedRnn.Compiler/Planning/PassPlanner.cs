using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// Chooses how a pass runs on a vector width: chunks of units, blocks of chunks, unrolling, chains.
/// The numbers come from measurements; docs/architecture.md says which.
/// </summary>
public static class PassPlanner
{
    // Sums kept in registers at once: with 32 registers the broadcast value, weights on their way and a spare part of a
    // GRU's candidate fit beside them; with 16 they are read from memory by the multiply-adds themselves.
    private const int SumsPerBlock = 12;

    // Without loops the columns of a small cell run as fast as with them, so only the smallest are written out.
    private const int FullyUnrolledLimit = 96;

    // Multiply-adds in one turn of the column loop where the weights come from beyond the first-level cache: longer
    // bodies ran up to a third slower.
    private const int StreamingBodyLimit = 24;

    internal const int FirstLevelCache = 32 * 1024;

    /// <summary>Plans a pass.</summary>
    public static PassPlan Plan(Pass pass, KernelWidth width)
    {
        IReadOnlyList<int> chunks = Chunks(pass.Units, width.Values);
        IReadOnlyList<BlockGroup> groups = Blocks(chunks, ChunksPerBlock(pass, chunks.Count));
        int chunksPerBlock = groups.Max(g => g.Widths.Count);
        int sums = chunksPerBlock * pass.MostFed;
        bool single = groups.Count == 1 && groups[0].Count == 1;
        int chains = Chains(sums, width, pass.Operands.Max(o => o.Count));
        int multiplyAdds = chunksPerBlock * pass.Operands.Sum(o => o.Count * pass.FedBy(o).Count);
        bool full = single && width.Values >= 8 && multiplyAdds <= FullyUnrolledLimit;
        return new PassPlan(pass, width, groups, Math.Max(chains, Unroll(pass, width, sums)), full, chains);
    }

    // Whole vectors, then for a remainder of at most half a 512-bit vector a 256-bit one.
    private static IReadOnlyList<int> Chunks(int units, int width)
    {
        var chunks = Enumerable.Repeat(width, units / width).ToList();
        int rest = units % width;
        if (rest > 0) chunks.Add(width == 16 && rest <= 8 ? 8 : width);
        return chunks;
    }

    // Blocks as equal as can be, each with as many sums as fit.
    private static int ChunksPerBlock(Pass pass, int chunks)
    {
        int most = Math.Max(1, Math.Min(8, SumsPerBlock / pass.MostFed));
        int blocks = (chunks + most - 1) / most;
        return (chunks + blocks - 1) / blocks;
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
    private static int Chains(int sums, KernelWidth width, int columns)
    {
        int most = width.Registers >= 32 ? 16 : 12;
        int chains = 1;
        while (chains < 4 && 2 * chains * sums <= most && columns >= 4 * chains) chains *= 2;
        return chains;
    }

    private static int Unroll(Pass pass, KernelWidth width, int sums)
    {
        bool cached = sizeof(float) * pass.Units * pass.MacsPerUnit <= FirstLevelCache;
        if (cached || width.Registers < 32) return 4;
        return sums * 2 <= StreamingBodyLimit ? 2 : 1;
    }
}
