using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using static EmbeddedRnn.Compiler.Emission.Desktop.SumNames;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>
/// Writes a few chunks of a pass for groups of streams: for each column, the values of all streams of a group, then each
/// vector of weights once for all of them. The sums wait in memory until all groups have theirs, so that one stream's
/// equations need not wait for another's sums.
/// </summary>
internal sealed class StreamKernelEmitter
{
    private readonly CodeWriter writer;
    private readonly StreamPassPlan plan;
    private readonly Tail tail;
    private readonly string target;
    private readonly Func<string, StreamPlace> place;
    private readonly IReadOnlyCollection<StreamPlace> regions;
    private readonly TangentConstants constants;

    /// <summary>Makes the emitter.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The pass.</param>
    /// <param name="tail">The equations after the sums.</param>
    /// <param name="target">The region that the result goes to.</param>
    /// <param name="place">Where a region lies.</param>
    public StreamKernelEmitter(CodeWriter writer, StreamPassPlan plan, Tail tail, string target, Func<string, StreamPlace> place)
    {
        this.writer = writer;
        this.plan = plan;
        this.tail = tail;
        this.target = target;
        this.place = place;
        regions = Pass.Operands.Select(o => o.Variable).Concat(tail.Regions).Append(target).Select(place).OrderBy(p => p.Base, StringComparer.Ordinal).ToArray();
        constants = new TangentConstants(plan.Plan.Width, tail);
    }

    private PassPlan Single => plan.Plan;

    private Pass Pass => plan.Plan.Pass;

    /// <summary>The memory of the first stream, in the order of the method's parameters.</summary>
    public IReadOnlyList<string> Bases => regions.Select(r => r.Base).Distinct().ToArray();

    /// <summary>Writes the method of a part: of the chunks of one turn, from <c>chunk</c> on in a block's weights and from <c>unit</c> on in a state.</summary>
    public void Emit(string method, StreamPart part)
    {
        writer.Summary($"{char.ToUpperInvariant(Pass.Title[0])}{Pass.Title.Substring(1)} of {part.Turn.Units} units for groups of {plan.Streams} streams, {Single.Width.Prose}: {plan.ColumnUnroll} columns a turn.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}(ref float weights, {string.Concat(Bases.Select(b => $"ref float {b}, "))}ref float sums, nuint chunk, nuint unit, int ahead, int groups)"))
        {
            constants.Emit(writer);
            foreach ((ChunkRun run, int together) in part.Turn.Turns(plan.Chunks))
            {
                for (int unit = 0; unit < run.Units; unit += together * run.Width)
                    EmitTurn(new StreamTurn(writer, plan, part.Block, new ChunkRun(run.FirstUnit + unit, run.Width, together), regions), part.Together > together);
            }
        }
    }

    private void EmitTurn(StreamTurn turn, bool inScope)
    {
        using (inScope ? writer.Block($"// Units {turn.Run.FirstUnit} to {turn.Run.FirstUnit + turn.Run.Units - 1}.") : null)
        {
            if (Pass.HasBias) writer.Line($"ref float bias = {turn.Weights(0, Pass.Accumulators.Count)};");
            new StreamSumsEmitter(writer, turn, place).Emit();
            using (turn.Groups()) EmitTail(turn);
        }
    }

    private void EmitTail(StreamTurn turn)
    {
        if (Pass.Peepholes.Count > 0) writer.Line($"ref float p = {turn.Weights(StreamSumsEmitter.WeightsOf(Single, turn.Block, null), Pass.Peepholes.Count)};");
        for (int stream = 0; stream < plan.Streams; stream++)
        {
            for (int chunk = 0; chunk < turn.Run.Count; chunk++)
            {
                foreach (Accumulator sum in Pass.Accumulators) writer.Line($"var {turn.Name(sum, stream, chunk)} = {Joined(turn, turn.Name(sum, stream, chunk))};");
                for (int i = 0; i < Pass.Peepholes.Count; i++)
                    writer.Line($"var {Pass.Peepholes[i].Name}{turn.Number(stream, chunk)} = {turn.Vector.Load("p", Literal.Of((chunk * Pass.Peepholes.Count + i) * turn.Vector.Width))};");
            }
            EmitPrefetch(stream, turn);
            foreach (Action<TailContext> stage in tail.Stages)
            {
                for (int chunk = 0; chunk < turn.Run.Count; chunk++)
                    stage(new StreamTailContext(writer, turn.Vector, turn.Number(stream, chunk), place, stream, turn.Run.FirstUnit + chunk * turn.Vector.Width, target)
                    {
                        Arrangement = constants.Arrangement,
                        NextCopy = constants.NextCopy,
                    });
            }
        }
    }

    // What the next tile reads and writes, a little at a time.
    private void EmitPrefetch(int stream, StreamTurn turn)
    {
        for (int line = 0; line < turn.Run.Units; line += 16)
        {
            foreach (StreamPlace region in regions.Where(r => r.Base != "start").Distinct())
            {
                string unit = region.Base == "input" ? $"(nint)unit * {region.Stride} / {Pass.Units}" : "(nint)unit";
                writer.Line($"RnnStreamTile.Prefetch(ref {region.First}, {unit} + ahead * {region.Stride} + {region.Offset + stream * region.Stride + line});");
            }
        }
    }

    // A sum, whose chains are added as a single step adds them.
    private string Joined(StreamTurn turn, string name)
    {
        string Loaded(int chain) => turn.Sums.Load(turn.Vector, Chain(name, chain));
        return Single.Chains switch
        {
            1 => Loaded(0),
            2 => $"{Loaded(0)} + {Loaded(1)}",
            _ => $"({Loaded(0)} + {Loaded(1)}) + ({Loaded(2)} + {Loaded(3)})",
        };
    }
}
