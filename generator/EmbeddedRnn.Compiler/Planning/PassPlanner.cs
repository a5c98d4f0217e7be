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
    // Two multiply-adds start per cycle and each takes four cycles: fewer sums than this in flight leave the units idle.
    private const int SumsInFlight = 8;

    // The JIT optimises a method up to about 1,000 multiply-adds; well below that, more code only costs cache.
    private const int FullyUnrolledLimit = 320;

    // Multiply-adds in one turn of the column loop.
    private const int LoopBodyLimit = 48;

    /// <summary>Plans a pass.</summary>
    public static PassPlan Plan(Pass pass, KernelWidth width)
    {
        IReadOnlyList<int> chunks = Chunks(pass.Units, width.Values);
        IReadOnlyList<BlockGroup> groups = Blocks(chunks, ChunksPerBlock(pass, width, chunks.Count));
        int chunksPerBlock = groups.Max(g => g.Widths.Count);
        int sums = chunksPerBlock * pass.MostFed;
        bool single = groups.Count == 1 && groups[0].Count == 1;
        int chains = Chains(sums, pass.Operands.Max(o => o.Count));
        bool full = single && width.Values >= 8 && chunksPerBlock * pass.Operands.Sum(o => o.Count * pass.FedBy(o).Count) <= FullyUnrolledLimit;
        int unroll = Math.Max(chains, sums * 4 <= LoopBodyLimit ? 4 : 2);
        return new PassPlan(pass, width, groups, unroll, full, chains);
    }

    // Whole vectors, then for a remainder of at most half a 512-bit vector a 256-bit one.
    private static IReadOnlyList<int> Chunks(int units, int width)
    {
        var chunks = Enumerable.Repeat(width, units / width).ToList();
        int rest = units % width;
        if (rest > 0) chunks.Add(width == 16 && rest <= 8 ? 8 : width);
        return chunks;
    }

    // As many accumulators as the registers hold, less one for the broadcast value and a few for weights. With 32
    // registers a small cell runs as one block, which spares it the copy of the new hidden state.
    private static int ChunksPerBlock(Pass pass, KernelWidth width, int chunks)
    {
        int budget = width.Registers >= 32 ? 24 : 12;
        int accumulators = width.Registers >= 32 ? pass.Accumulators.Count : pass.MostFed;
        int most = Math.Max(1, Math.Min(8, budget / accumulators));
        if (width.Registers >= 32 && chunks > most) most = Math.Min(most, Math.Max(4, SumsInFlight / pass.MostFed));
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

    private static int Chains(int sums, int columns)
    {
        int chains = 1;
        while (chains < 4 && 2 * chains * sums <= SumsInFlight && columns >= 4 * chains) chains *= 2;
        return chains;
    }
}
