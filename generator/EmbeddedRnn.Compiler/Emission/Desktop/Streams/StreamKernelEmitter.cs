using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>
/// Writes one pass of one kernel for several streams: for each chunk of units, group after group of streams, so that the
/// chunk's weights stay near; for each column, the values of all streams, then each vector of weights once for all of them.
/// </summary>
internal sealed class StreamKernelEmitter
{
    private readonly CodeWriter writer;
    private readonly StreamPassPlan plan;
    private readonly LayerPlan layer;
    private readonly Tail tail;
    private readonly string target;
    private readonly Func<string, Region> region;
    private readonly int stride;
    private readonly int streams;

    /// <summary>Makes the emitter.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The pass.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="tail">The equations after the sums.</param>
    /// <param name="target">The region that the result goes to.</param>
    /// <param name="region">The region of an operand.</param>
    /// <param name="stride">Values from one stream to the next.</param>
    /// <param name="streams">Streams of a group.</param>
    public StreamKernelEmitter(CodeWriter writer, StreamPassPlan plan, LayerPlan layer, Tail tail, string target, Func<string, Region> region, int stride, int streams)
    {
        this.writer = writer;
        this.plan = plan;
        this.layer = layer;
        this.tail = tail;
        this.target = target;
        this.region = region;
        this.stride = stride;
        this.streams = streams;
    }

    private PassPlan Single => plan.Plan;

    private Pass Pass => plan.Plan.Pass;

    public void Emit(string method)
    {
        writer.Summary($"{char.ToUpperInvariant(Pass.Title[0])}{Pass.Title.Substring(1)} of {Pass.Units} units for groups of {streams} streams, {Single.Width.Prose}: {plan.ColumnUnroll} columns a turn.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}(ref float weights, ref float start, ref float totals, int groups)"))
        {
            foreach (BlockGroup group in Single.Groups) EmitGroup(group, group == Single.Groups[Single.Groups.Count - 1]);
        }
    }

    private void EmitGroup(BlockGroup group, bool last)
    {
        int end = group.FirstUnit + group.Count * group.Units;
        string loop = group.Count > 1
            ? $"for (nuint unit = {group.FirstUnit}; unit < {end}; unit += {group.Units})"
            : $"// Units {group.FirstUnit} to {Math.Min(Pass.Units, end) - 1}.";
        using (writer.Block(loop))
        {
            foreach (ChunkRun run in StreamPassPlan.Runs(group)) EmitRun(group, run);
            if (group.Count > 1 || !last) writer.Line($"weights = ref Unsafe.Add(ref weights, {Single.BlockStride(group)});");
        }
    }

    private void EmitRun(BlockGroup group, ChunkRun run)
    {
        int together = Math.Min(plan.Chunks, run.Count);
        int whole = run.Count / together * together;
        EmitTurns(group, run with { Count = whole }, together);
        if (whole < run.Count) EmitTurns(group, new ChunkRun(run.FirstUnit + whole * run.Width, run.Width, run.Count - whole), run.Count - whole);
    }

    private void EmitTurns(BlockGroup group, ChunkRun run, int together)
    {
        if (run.Count == together)
        {
            EmitStreams(group, run, together, null);
            return;
        }
        int end = run.FirstUnit + run.Count * run.Width;
        using (writer.Block($"for (nuint chunk = {run.FirstUnit}; chunk < {end}; chunk += {together * run.Width})"))
            EmitStreams(group, run, together, "chunk");
    }

    private void EmitStreams(BlockGroup group, ChunkRun run, int together, string? chunk)
    {
        using (writer.Block("for (int group = 0; group < groups; group++)"))
        {
            writer.Line($"ref float stream = ref Unsafe.Add(ref start, group * {streams * stride});");
            var vector = new VectorCode(run.Width);
            int weight = EmitStart(group, run, together, chunk, vector);
            foreach (Operand operand in Pass.Operands)
            {
                EmitColumns(group, run, together, chunk, vector, operand, weight);
                weight += operand.Count * Single.ColumnLength(group, operand);
            }
            EmitJoinChains(together);
            if (Pass.Peepholes.Count > 0) EmitPeepholes(run, together, chunk, vector, weight);
            EmitTail(group, run, together, chunk, vector);
        }
    }

    // The weights of a run of chunks: behind a constant, as many vectors a chunk as there are sums.
    private string Weights(int offset, ChunkRun run, string? chunk, int vectors) =>
        chunk is null ? $"ref Unsafe.Add(ref weights, {offset + run.FirstUnit * vectors})"
        : offset == 0 ? $"ref Unsafe.Add(ref weights, {chunk} * {vectors})"
        : $"ref Unsafe.Add(ref weights, {chunk} * {vectors} + {offset})";

    private int EmitStart(BlockGroup group, ChunkRun run, int together, string? chunk, VectorCode vector)
    {
        writer.Line(Pass.HasBias ? "// Sums start from the biases." : "// Sums start from zero.");
        if (Pass.HasBias) writer.Line($"ref float w = {Weights(0, run, chunk, Pass.Accumulators.Count)};");
        else writer.Line("ref float w = ref weights;");
        int at = 0;
        for (int c = 0; c < together; c++)
        {
            foreach (Accumulator sum in Pass.Accumulators)
            {
                writer.Line($"var {Name(sum, 0, c, together)} = {(Pass.HasBias ? vector.Load("w", Literal.Of(at)) : vector.Zero)};");
                at += run.Width;
                for (int s = 1; s < streams; s++) writer.Line($"var {Name(sum, s, c, together)} = {Name(sum, 0, c, together)};");
            }
        }
        for (int chain = 1; chain < Single.Chains; chain++)
            ForEachSum(Pass.Accumulators, together, name => writer.Line($"var {Chain(name, chain)} = {vector.Zero};"));
        return Single.BiasLength(group);
    }

    private void EmitColumns(BlockGroup group, ChunkRun run, int together, string? chunk, VectorCode vector, Operand operand, int weight)
    {
        IReadOnlyList<Accumulator> fed = Pass.FedBy(operand);
        int length = Single.ColumnLength(group, operand);
        string x = operand.Letter;
        writer.Line($"// {operand.Comment}, {operand.Count} column{(operand.Count == 1 ? "" : "s")}.");
        writer.Line($"w = {Weights(weight, run, chunk, fed.Count)};");
        writer.Line($"ref float {x} = ref Unsafe.Add(ref stream, {region(operand.Variable).Offset + operand.Offset});");
        int done = 0;
        void Turn(int columns)
        {
            for (int c = 0; c < columns; c++) EmitColumn(together, vector, operand, fed, c, c * length);
        }
        void Loop(string from, string to)
        {
            using (writer.Block($"for (nuint column = {from}; column < {to}; column += {plan.ColumnUnroll})"))
            {
                Turn(plan.ColumnUnroll);
                writer.Line($"{x} = ref Unsafe.Add(ref {x}, {plan.ColumnUnroll});");
                writer.Line($"w = ref Unsafe.Add(ref w, {plan.ColumnUnroll * length});");
            }
        }
        if (Single.Tiles(operand) > 1)
        {
            int tile = Single.TileLength(operand);
            done = Single.Tiles(operand) * tile;
            writer.Line("// A long sum loses bits to rounding: it is added up tile by tile.");
            EmitTotals(together, fed, (_, at) => writer.Line(vector.Store(vector.Zero, "totals", at)));
            using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
            {
                Loop("0", Literal.Of(tile));
                EmitTotals(together, fed, (name, at) =>
                {
                    string total = vector.Load("totals", at);
                    for (int chain = 0; chain < Single.Chains; chain++)
                    {
                        total = $"{(chain == 0 ? total : $"({total})")} + {Chain(name, chain)}";
                    }
                    writer.Line(vector.Store(vector.IsScalar ? total : $"({total})", "totals", at));
                    for (int chain = 0; chain < Single.Chains; chain++) writer.Line($"{Chain(name, chain)} = {vector.Zero};");
                });
            }
            EmitTotals(together, fed, (name, at) => writer.Line($"{name} = {vector.Load("totals", at)};"));
        }
        else if (operand.Count > plan.ColumnUnroll)
        {
            done = operand.Count / plan.ColumnUnroll * plan.ColumnUnroll;
            Loop("0", Literal.Of(done));
        }
        Turn(operand.Count - done);
    }

    private void EmitColumn(int together, VectorCode vector, Operand operand, IReadOnlyList<Accumulator> fed, int column, int weight)
    {
        string Value(int s) => $"{operand.Letter}{column}Of{s}";
        using (writer.Block($"// Column {column} of the turn."))
        {
            for (int s = 0; s < streams; s++)
                writer.Line($"var {Value(s)} = {vector.Create(VectorCode.Value(operand.Letter, Literal.Of(s * stride + column)))};");
            for (int c = 0; c < together; c++)
            {
                foreach (Accumulator sum in fed)
                {
                    string weights = $"w{sum.Name}{c}";
                    writer.Line($"var {weights} = {vector.Load("w", Literal.Of(weight))};");
                    weight += vector.Width;
                    for (int s = 0; s < streams; s++)
                    {
                        string name = Chain(Name(sum, s, c, together), column % Single.Chains);
                        writer.Line($"{name} = {VectorCode.MultiplyAdd(Value(s), weights, name)};");
                    }
                }
            }
        }
    }

    private void EmitTotals(int together, IReadOnlyList<Accumulator> fed, Action<string, string> write)
    {
        int at = 0;
        ForEachSum(fed, together, name =>
        {
            write(name, Literal.Of(at));
            at += 16;
        });
    }

    private void EmitJoinChains(int together)
    {
        if (Single.Chains == 1) return;
        writer.Line("// Join the chains.");
        ForEachSum(Pass.Accumulators, together, name => writer.Line(Single.Chains == 2
            ? $"{name} = {name} + {Chain(name, 1)};"
            : $"{name} = ({name} + {Chain(name, 1)}) + ({Chain(name, 2)} + {Chain(name, 3)});"));
    }

    private void EmitPeepholes(ChunkRun run, int together, string? chunk, VectorCode vector, int weight)
    {
        writer.Line($"w = {Weights(weight, run, chunk, Pass.Peepholes.Count)};");
        int at = 0;
        for (int c = 0; c < together; c++)
        {
            foreach (Peephole peephole in Pass.Peepholes)
            {
                writer.Line($"var {peephole.Name}{c} = {vector.Load("w", Literal.Of(at))};");
                at += run.Width;
                for (int s = 1; s < streams; s++) writer.Line($"var {peephole.Name}{s * together + c} = {peephole.Name}{c};");
            }
        }
    }

    private void EmitTail(BlockGroup group, ChunkRun run, int together, string? chunk, VectorCode vector)
    {
        string? block = group.Count > 1 ? "unit" : null;
        string? variable = block is null ? chunk : chunk is null ? block : $"{block} + {chunk}";
        int first = (block is null ? group.FirstUnit : 0) + (chunk is null ? run.FirstUnit : 0);
        foreach (Action<TailContext> stage in tail.Stages)
        {
            for (int s = 0; s < streams; s++)
            {
                for (int c = 0; c < together; c++)
                    stage(new StreamTailContext(writer, vector, s * together + c, layer, variable, s * stride + first + c * run.Width, target));
            }
        }
    }

    private void ForEachSum(IReadOnlyList<Accumulator> sums, int together, Action<string> write)
    {
        for (int s = 0; s < streams; s++)
        {
            for (int c = 0; c < together; c++)
            {
                foreach (Accumulator sum in sums) write(Name(sum, s, c, together));
            }
        }
    }

    private static string Name(Accumulator sum, int stream, int chunk, int together) => sum.Name + Literal.Of(stream * together + chunk);

    private static string Chain(string name, int chain) => chain == 0 ? name : $"{name}{"abcd"[chain]}";
}
