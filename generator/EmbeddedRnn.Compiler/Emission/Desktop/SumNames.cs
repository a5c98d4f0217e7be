using System;
using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>The variables that hold a block's sums.</summary>
internal static class SumNames
{
    /// <summary>Each sum of each chunk of a block.</summary>
    public static void ForEach(BlockGroup group, IReadOnlyList<Accumulator> sums, Action<VectorCode, string> write) =>
        ForEach(group, sums, (vector, _, name) => write(vector, name));

    /// <inheritdoc cref="ForEach(BlockGroup, IReadOnlyList{Accumulator}, Action{VectorCode, string})"/>
    public static void ForEach(BlockGroup group, IReadOnlyList<Accumulator> sums, Action<VectorCode, Accumulator, string> write)
    {
        for (int chunk = 0; chunk < group.Widths.Count; chunk++)
        {
            foreach (Accumulator sum in sums) write(new VectorCode(group.Widths[chunk]), sum, sum.Name + Literal.Of(chunk));
        }
    }

    /// <summary>Where a sum of many columns is added up tile by tile.</summary>
    public static string Total(string name, Operand operand) => $"{name}Of{operand.Letter.ToUpperInvariant()}";

    /// <summary>One of the accumulators that share a sum.</summary>
    public static string Chain(string name, int chain) => chain == 0 ? name : $"{name}{"abcd"[chain]}";
}
