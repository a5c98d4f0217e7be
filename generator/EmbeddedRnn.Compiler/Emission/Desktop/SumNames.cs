using System;
using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>The variables that hold a block's sums.</summary>
internal static class SumNames
{
    /// <summary>Each sum of each chunk of a block, in a vector of its own.</summary>
    public static void ForEach(BlockGroup group, IReadOnlyList<Accumulator> sums, Action<VectorCode, string> write)
    {
        for (int chunk = 0; chunk < group.Widths.Count; chunk++)
        {
            foreach (Accumulator sum in sums) write(new VectorCode(group.Widths[chunk]), sum.Name + Literal.Of(chunk));
        }
    }

    /// <summary>Each vector of sums of each chunk of a block.</summary>
    public static void ForEach(PassPlan plan, BlockGroup group, IReadOnlyList<Accumulator> sums, Action<VectorCode, string> write) =>
        ForEach(plan, group, sums, (vector, _, name) => write(vector, name));

    /// <inheritdoc cref="ForEach(PassPlan, BlockGroup, IReadOnlyList{Accumulator}, Action{VectorCode, string})"/>
    public static void ForEach(PassPlan plan, BlockGroup group, IReadOnlyList<Accumulator> sums, Action<VectorCode, SumVector, string> write)
    {
        for (int chunk = 0; chunk < group.Widths.Count; chunk++)
        {
            foreach (SumVector vector in plan.Vectors(group, chunk, sums)) write(new VectorCode(vector.Width), vector, vector.Name + Literal.Of(chunk));
        }
    }

    /// <summary>The statement that makes a chunk's two sums of the vector that they share.</summary>
    public static string Split(SumVector pair, int chunk) =>
        $"(var {pair.Sums[0].Name}{chunk}, var {pair.Sums[1].Name}{chunk}) = ({pair.Name}{chunk}.GetLower(), {pair.Name}{chunk}.GetUpper());";

    /// <summary>Where a sum of many columns is added up tile by tile.</summary>
    public static string Total(string name, Operand operand) => $"{name}Of{operand.Letter.ToUpperInvariant()}";

    /// <summary>One of the accumulators that share a sum.</summary>
    public static string Chain(string name, int chain) => chain == 0 ? name : $"{name}{"abcd"[chain]}";
}
