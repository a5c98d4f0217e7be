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
        using (writer.Block($"private static void {method}(ref float weights, ref float start, ref float sums, int groups)"))
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
        var vector = new VectorCode(run.Width);
        var places = new SumPlaces(streams, plan.SumsOfAStream);
        bool apart = plan.InPhases(group, run, together);
        int weight = Single.BiasLength(group);
        foreach (Operand[] operands in apart ? Pass.Operands.Select(o => new[] { o }) : new[] { Pass.Operands.ToArray() })
        {
            bool first = operands[0] == Pass.Operands[0];
            bool tiled = Single.Tiles(operands[0]) > 1;
            if (!tiled || first)
            {
                using (Groups())
                {
                    if (first) EmitStart(run, together, chunk, vector);
                    else EmitSums(together, Pass.FedBy(operands[0]), name => writer.Line($"var {name} = {places.Load(vector, name)};"));
                    if (!tiled) EmitProducts(group, run, together, chunk, vector, operands, weight);
                    if (!apart && !plan.TailApart)
                    {
                        EmitTail(group, run, together, chunk, vector, weight + operands.Sum(o => o.Count * Single.ColumnLength(group, o)), places, fromMemory: false);
                        return;
                    }
                    EmitSums(together, first ? Pass.Accumulators : Pass.FedBy(operands[0]), name => writer.Line(places.Store(vector, name, name)));
                }
            }
            if (tiled) EmitTiles(group, run, together, chunk, vector, operands[0], weight, places);
            weight += operands.Sum(o => o.Count * Single.ColumnLength(group, o));
        }
        using (Groups()) EmitTail(group, run, together, chunk, vector, weight, places, fromMemory: true);
    }

    private IDisposable Groups()
    {
        IDisposable scope = writer.Block("for (int group = 0; group < groups; group++)");
        writer.Line($"ref float stream = ref Unsafe.Add(ref start, group * {streams * stride});");
        writer.Line($"ref float sum = ref Unsafe.Add(ref sums, group * {new SumPlaces(streams, plan.SumsOfAStream).Length});");
        return scope;
    }

    // The weights of a run of chunks: behind a constant, as many vectors a chunk as there are sums.
    private string Weights(int offset, ChunkRun run, string? chunk, int vectors) =>
        chunk is null ? $"ref Unsafe.Add(ref weights, {offset + run.FirstUnit * vectors})"
        : offset == 0 ? $"ref Unsafe.Add(ref weights, {chunk} * {vectors})"
        : $"ref Unsafe.Add(ref weights, {chunk} * {vectors} + {offset})";

    private void EmitStart(ChunkRun run, int together, string? chunk, VectorCode vector)
    {
        writer.Line(Pass.HasBias ? "// Sums start from the biases." : "// Sums start from zero.");
        if (Pass.HasBias) writer.Line($"ref float b = {Weights(0, run, chunk, Pass.Accumulators.Count)};");
        int at = 0;
        for (int c = 0; c < together; c++)
        {
            foreach (Accumulator sum in Pass.Accumulators)
            {
                writer.Line($"var {Name(sum, 0, c, together)} = {(Pass.HasBias ? vector.Load("b", Literal.Of(at)) : vector.Zero)};");
                at += run.Width;
                for (int s = 1; s < streams; s++) writer.Line($"var {Name(sum, s, c, together)} = {Name(sum, 0, c, together)};");
            }
        }
        for (int chain = 1; chain < Single.Chains; chain++)
            ForEachSum(Pass.Accumulators, together, name => writer.Line($"var {Chain(name, chain)} = {vector.Zero};"));
    }

    private void EmitProducts(BlockGroup group, ChunkRun run, int together, string? chunk, VectorCode vector, IEnumerable<Operand> operands, int weight)
    {
        foreach (Operand operand in operands)
        {
            EmitBegin(run, chunk, operand, weight, "");
            int whole = operand.Count > plan.ColumnUnroll ? operand.Count / plan.ColumnUnroll * plan.ColumnUnroll : 0;
            if (whole > 0) EmitLoop(group, together, vector, operand, whole);
            EmitTurn(group, together, vector, operand, operand.Count - whole);
            weight += operand.Count * Single.ColumnLength(group, operand);
        }
    }

    // Tile after tile, each for all groups of streams, so that a tile's weights are still near for the next group.
    private void EmitTiles(BlockGroup group, ChunkRun run, int together, string? chunk, VectorCode vector, Operand operand, int weight, SumPlaces places)
    {
        IReadOnlyList<Accumulator> fed = Pass.FedBy(operand);
        int length = Single.ColumnLength(group, operand);
        int tile = Single.TileLength(operand), done = Single.Tiles(operand) * tile;
        writer.Line("// A long sum loses bits to rounding: it is added up tile by tile.");
        using (Groups()) ForEachSum(fed, together, name => writer.Line(places.StoreTotal(vector, name, vector.Zero)));
        using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
        using (Groups())
        {
            EmitSums(together, fed, name => writer.Line($"var {name} = {places.Load(vector, name)};"));
            EmitBegin(run, chunk, operand, weight, "tile");
            writer.Line($"w{operand.Letter} = ref Unsafe.Add(ref w{operand.Letter}, tile * {length});");
            EmitLoop(group, together, vector, operand, tile);
            ForEachSum(fed, together, name =>
            {
                string total = $"{places.LoadTotal(vector, name)} + {name}";
                for (int chain = 1; chain < Single.Chains; chain++) total = $"({total}) + {Chain(name, chain)}";
                writer.Line(places.StoreTotal(vector, name, vector.IsScalar ? total : $"({total})"));
            });
            EmitSums(together, fed, name => writer.Line(places.Store(vector, name, vector.Zero)));
        }
        ForEachSum(fed, together, places.MoveToTotal);
        if (done == operand.Count) return;
        using (Groups())
        {
            EmitSums(together, fed, name => writer.Line($"var {name} = {places.Load(vector, name)};"));
            EmitBegin(run, chunk, operand, weight + done * length, Literal.Of(done));
            EmitTurn(group, together, vector, operand, operand.Count - done);
            EmitSums(together, fed, name => writer.Line(places.Store(vector, name, name)));
        }
    }

    private void EmitBegin(ChunkRun run, string? chunk, Operand operand, int weight, string from)
    {
        string w = $"w{operand.Letter}";
        writer.Line($"// {operand.Comment}, {operand.Count} column{(operand.Count == 1 ? "" : "s")}.");
        writer.Line($"ref float {w} = {Weights(weight, run, chunk, Pass.FedBy(operand).Count)};");
        string at = VectorCode.At(from.Length == 0 ? null : from, region(operand.Variable).Offset + operand.Offset);
        writer.Line($"ref float {operand.Letter} = ref Unsafe.Add(ref stream, {at});");
    }

    private void EmitLoop(BlockGroup group, int together, VectorCode vector, Operand operand, int columns)
    {
        using (writer.Block($"for (nuint column = 0; column < {columns}; column += {plan.ColumnUnroll})"))
        {
            EmitTurn(group, together, vector, operand, plan.ColumnUnroll);
            writer.Line($"{operand.Letter} = ref Unsafe.Add(ref {operand.Letter}, {plan.ColumnUnroll});");
            writer.Line($"w{operand.Letter} = ref Unsafe.Add(ref w{operand.Letter}, {plan.ColumnUnroll * Single.ColumnLength(group, operand)});");
        }
    }

    private void EmitTurn(BlockGroup group, int together, VectorCode vector, Operand operand, int columns)
    {
        for (int c = 0; c < columns; c++) EmitColumn(together, vector, operand, Pass.FedBy(operand), c, c * Single.ColumnLength(group, operand));
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
                    string weights = $"of{sum.Name}{c}";
                    writer.Line($"var {weights} = {vector.Load("w" + operand.Letter, Literal.Of(weight))};");
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

    private void EmitTail(BlockGroup group, ChunkRun run, int together, string? chunk, VectorCode vector, int weight, SumPlaces places, bool fromMemory)
    {
        string? block = group.Count > 1 ? "unit" : null;
        string? variable = block is null ? chunk : chunk is null ? block : $"{block} + {chunk}";
        int first = (block is null ? group.FirstUnit : 0) + (chunk is null ? run.FirstUnit : 0);
        if (Pass.Peepholes.Count > 0) writer.Line($"ref float p = {Weights(weight, run, chunk, Pass.Peepholes.Count)};");
        for (int s = 0; s < streams; s++)
        {
            if (fromMemory) EmitSums(together, Pass.Accumulators, name => writer.Line($"var {name} = {places.Load(vector, name)};"), s);
            EmitJoinChains(together, s);
            int at = 0;
            for (int c = 0; c < together; c++)
            {
                foreach (Peephole peephole in Pass.Peepholes)
                {
                    writer.Line($"var {peephole.Name}{s * together + c} = {vector.Load("p", Literal.Of(at))};");
                    at += run.Width;
                }
            }
            foreach (Action<TailContext> stage in tail.Stages)
            {
                for (int c = 0; c < together; c++)
                    stage(new StreamTailContext(writer, vector, s * together + c, layer, variable, s * stride + first + c * run.Width, target));
            }
        }
    }

    private void EmitJoinChains(int together, int s)
    {
        if (Single.Chains == 1) return;
        ForEachSum(Pass.Accumulators, together, name => writer.Line(Single.Chains == 2
            ? $"{name} = {name} + {Chain(name, 1)};"
            : $"{name} = ({name} + {Chain(name, 1)}) + ({Chain(name, 2)} + {Chain(name, 3)});"), s);
    }

    // All chains of the sums: of all streams, or of one.
    private void EmitSums(int together, IReadOnlyList<Accumulator> sums, Action<string> write, int? only = null)
    {
        for (int chain = 0; chain < Single.Chains; chain++) ForEachSum(sums, together, name => write(Chain(name, chain)), only);
    }

    private void ForEachSum(IReadOnlyList<Accumulator> sums, int together, Action<string> write, int? only = null)
    {
        for (int s = only ?? 0; s < (only + 1 ?? streams); s++)
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
