using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Benchmarks.Tuning;

/// <summary>The plans that a tuning run tries for a cell beside the planner's own.</summary>
internal static class Variants
{
    private const int MostChunks = 8;
    private const int WrittenOutUpTo = 16;

    public static IReadOnlyList<PlanChoices> Of(TunedCell cell)
    {
        int registers = CompilerServices.KernelSelection.Widest == Kernel.Vector512 ? 32 : 16;
        int width = (int)CompilerServices.KernelSelection.Widest;
        int sums = cell.Sums;
        int macs = (cell.InputSize + cell.HiddenSize) * cell.HiddenSize * sums;
        bool cached = macs * sizeof(float) <= 32 * 1024;
        var choices = new List<PlanChoices>();
        // No width: whole vectors and a half one at the end, as the planner has it.
        bool halfAtEnd = width == 16 && cell.HiddenSize > 16 && cell.HiddenSize % 16 is > 0 and <= 8;
        List<int?> widths = [width, .. cached && width == 16 ? [8] : Array.Empty<int?>(), .. halfAtEnd ? [null] : Array.Empty<int?>()];
        foreach (int? chunk in widths)
        {
            int chunks = (cell.HiddenSize + (chunk ?? width) - 1) / (chunk ?? width);
            for (int perBlock = 1; perBlock <= Math.Min(chunks, MostChunks); perBlock++)
            {
                foreach (int chains in new[] { 1, 2, 4 })
                {
                    if (perBlock * sums * chains > registers) continue;
                    foreach (int unroll in new[] { 1, 2, 4 }.Where(u => u >= chains))
                    {
                        foreach (bool alternates in cached || chunk is null || chunks % perBlock != 0 || chunks == perBlock ? new[] { false } : [false, true])
                            choices.Add(new() { ChunkWidth = chunk, ChunksPerBlock = perBlock, Chains = chains, Unroll = unroll, WrittenOut = false, Alternates = alternates });
                    }
                    if (perBlock == chunks && cell.HiddenSize <= WrittenOutUpTo)
                        choices.Add(new() { ChunkWidth = chunk, ChunksPerBlock = perBlock, Chains = chains, Unroll = 4, WrittenOut = true, Alternates = false });
                }
            }
        }
        return choices;
    }

    public static string Describe(PlanChoices? c) => c is null ? "the planner's" : FormattableString.Invariant(
        $"{(c.ChunkWidth is { } w ? $"{32 * w}-bit" : "half at the end")}, {c.ChunksPerBlock} chunks, {c.Chains} chains, {(c.WrittenOut == true ? "written out" : $"unroll {c.Unroll}")}{(c.Alternates == true ? ", alternating" : "")}");
}
