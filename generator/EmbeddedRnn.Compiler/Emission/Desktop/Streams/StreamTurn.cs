using System;
using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>The chunks of units that a kernel for several streams sums at once, and the variables of their sums.</summary>
internal sealed class StreamTurn
{
    private readonly CodeWriter writer;
    private readonly IReadOnlyCollection<StreamPlace> regions;

    /// <summary>Makes the turn.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The pass.</param>
    /// <param name="block">The block of the chunks.</param>
    /// <param name="run">The chunks, from the method's first one on.</param>
    /// <param name="regions">Memory of the streams that the pass reads or writes.</param>
    public StreamTurn(CodeWriter writer, StreamPassPlan plan, BlockGroup block, ChunkRun run, IReadOnlyCollection<StreamPlace> regions)
    {
        this.writer = writer;
        this.regions = regions;
        Plan = plan;
        Block = block;
        Run = run;
        Vector = new VectorCode(run.Width);
        Sums = new SumPlaces(plan);
    }

    public StreamPassPlan Plan { get; }

    public BlockGroup Block { get; }

    public ChunkRun Run { get; }

    public VectorCode Vector { get; }

    /// <summary>Where the sums lie between two loops.</summary>
    public SumPlaces Sums { get; }

    /// <summary>True where each operand goes over all groups of streams before the next.</summary>
    public bool InPhases => Plan.InPhases(Run);

    /// <summary>A ref expression of weights of the turn: behind a constant, as many vectors a chunk as there are sums.</summary>
    public string Weights(int offset, int vectors) =>
        $"ref Unsafe.Add(ref weights, {VectorCode.At($"chunk * {vectors}", offset + Run.FirstUnit * vectors)})";

    /// <summary>Writes a loop over the groups of streams.</summary>
    public IDisposable Groups()
    {
        IDisposable scope = writer.Block("for (int group = 0; group < groups; group++)");
        var known = new HashSet<string>();
        foreach (StreamPlace region in regions)
        {
            if (known.Add(region.Base)) writer.Line($"ref float {region.First} = ref Unsafe.Add(ref {region.Base}, group * {Literal.Of(Plan.Streams * region.Stride)});");
        }
        writer.Line($"ref float sum = ref Unsafe.Add(ref sums, group * {Literal.Of(Sums.Length)});");
        return scope;
    }

    /// <summary>Each sum of each stream and chunk, without its further chains.</summary>
    public void ForEachSum(IReadOnlyList<Accumulator> sums, Action<string> write)
    {
        for (int stream = 0; stream < Plan.Streams; stream++)
        {
            for (int chunk = 0; chunk < Run.Count; chunk++)
            {
                foreach (Accumulator sum in sums) write(Name(sum, stream, chunk));
            }
        }
    }

    /// <summary>The variable of a sum's first chain.</summary>
    public string Name(Accumulator sum, int stream, int chunk) => sum.Name + Literal.Of(Number(stream, chunk));

    /// <summary>The number in the names of a stream's variables.</summary>
    public int Number(int stream, int chunk) => stream * Run.Count + chunk;
}
