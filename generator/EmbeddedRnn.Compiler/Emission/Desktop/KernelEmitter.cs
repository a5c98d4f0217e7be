using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using static EmbeddedRnn.Compiler.Emission.Desktop.SumNames;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes one pass of one kernel as a method: sums column by column, then the equations of each block.</summary>
internal sealed class KernelEmitter
{
    // So few units leave much of the processor idle: a step takes as long as its longest chain of operations.
    private const int LatencyBound = 24;

    private readonly CodeWriter writer;
    private readonly PassPlan plan;
    private readonly Tail tail;
    private readonly IReadOnlyList<string> targets;
    private readonly TangentConstants constants;

    /// <summary>Makes the emitter.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="tail">The equations after the sums.</param>
    /// <param name="targets">Where the result goes, by the names of the method's parameters.</param>
    public KernelEmitter(CodeWriter writer, PassPlan plan, Tail tail, IReadOnlyList<string> targets)
    {
        this.writer = writer;
        this.plan = plan;
        this.tail = tail;
        this.targets = targets;
        constants = new TangentConstants(plan.Width, tail);
    }

    /// <summary>Where the input part is summed already, its sums; else null.</summary>
    public AheadPlan? Ahead { get; init; }

    /// <summary>The operand of whose columns those of zeros are left out, or null.</summary>
    public Operand? Sparse { get; init; }

    /// <summary>State that is in registers and not in memory, by the names of its regions.</summary>
    public IReadOnlyList<string> Held { get; init; } = new string[0];

    /// <summary>The ref parameters of the method, weights first.</summary>
    public IReadOnlyList<string> Parameters =>
        new[] { "weights" }.Concat(Ahead is null ? new string[0] : new[] { "ahead" })
            .Concat(plan.Pass.Operands.Where(o => o != Ahead?.Input).Select(o => o.Variable)).Concat(tail.Regions).Concat(targets).Distinct().ToArray();

    public void Emit(string method)
    {
        writer.Summary(Describe());
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}({string.Join(", ", Parameters.Select(p => "ref float " + p))}{(plan.Alternates ? ", bool odd" : "")})"))
        {
            EmitConstants();
            if (Sparse is not null) new SparseColumns(writer, plan, Sparse).EmitWords();
            foreach (BlockGroup group in plan.Groups) EmitGroup(group, group == plan.Groups[plan.Groups.Count - 1]);
        }
    }

    /// <summary>Writes the only block's statements; what its variables hold and where its stores go is the caller's.</summary>
    public void EmitOnlyBlock() => EmitBlock(plan.Groups[0], null, plan.Groups[0].FirstUnit, false);

    /// <summary>Declares what the activations read.</summary>
    public void EmitConstants() => constants.Emit(writer);

    private string Describe()
    {
        string blocks = plan.SingleBlock ? "one block" : $"{plan.Blocks} blocks";
        string columns = plan.FullyUnrolled ? "all columns written out" : $"{PlanReasons.Number(plan.ColumnUnroll, "column")} a turn";
        string chains = plan.Chains == 1 ? "" : $", {plan.Chains} chains a sum";
        return $"{char.ToUpperInvariant(plan.Pass.Title[0])}{plan.Pass.Title.Substring(1)} of {plan.Pass.Units} units, {plan.Width.Prose}: {blocks}, {columns}{chains}{(Ahead is null ? "" : "; the input part is summed already")}{(Sparse is null ? "" : $"; zeros of {Sparse.Variable} are left out")}.";
    }

    private void EmitGroup(BlockGroup group, bool last)
    {
        if (plan.Alternates)
        {
            EmitAlternating(group);
        }
        else if (group.Count > 1)
        {
            int end = group.FirstUnit + group.Count * group.Units;
            using (writer.Block($"for (nuint unit = {group.FirstUnit}; unit < {end}; unit += {group.Units})")) EmitBlock(group, "unit", 0, true);
        }
        else if (plan.Groups.Count > 1)
        {
            // A scope of its own: the variables' names come again in the other groups.
            using (writer.Block($"// {PlanReasons.Range("unit", group.FirstUnit, System.Math.Min(plan.Pass.Units, group.FirstUnit + group.Units) - 1)}.")) EmitBlock(group, null, group.FirstUnit, !last);
        }
        else
        {
            EmitBlock(group, null, group.FirstUnit, false);
        }
    }

    // The weights move on through a block; where the next block lies depends on the direction.
    private void EmitAlternating(BlockGroup group)
    {
        string last = Literal.Of(group.Count - 1);
        int stride = plan.BlockStride(group), sums = Ahead?.BlockLength(group) ?? 0;
        writer.Line("// Blocks in order, or in every other step in reverse: the weights that were read last are still in the cache.");
        writer.Line($"nuint unit = odd ? {Literal.Of(group.FirstUnit + (group.Count - 1) * group.Units)}u : {Literal.Of(group.FirstUnit)}u;");
        writer.Line("nint direction = odd ? -1 : 1;");
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref weights, odd ? {last} * {Literal.Of(stride)} : 0);");
        if (Ahead is not null) writer.Line($"ref float blockAhead = ref Unsafe.Add(ref ahead, odd ? {last} * {Literal.Of(sums)} : 0);");
        using (writer.Block($"for (int block = 0; block < {group.Count}; block++)"))
        {
            writer.Line("weights = ref blockWeights;");
            if (Ahead is not null) writer.Line("ahead = ref blockAhead;");
            EmitBlock(group, "unit", 0, false);
            writer.Line($"blockWeights = ref Unsafe.Add(ref blockWeights, direction * {Literal.Of(stride)});");
            if (Ahead is not null) writer.Line($"blockAhead = ref Unsafe.Add(ref blockAhead, direction * {Literal.Of(sums)});");
            writer.Line($"unit += (nuint)(direction * {Literal.Of(group.Units)});");
        }
    }

    private void EmitBlock(BlockGroup group, string? unitVariable, int firstUnit, bool streamGoesOn)
    {
        var stream = new StreamCursor(writer, group.Alignment);
        var ahead = new StreamCursor(writer, 1, "ahead");
        EmitStart(group, stream, ahead);
        foreach (Operand operand in plan.Pass.Operands)
        {
            if (operand == Ahead?.Input) stream.Take(operand.Count * plan.ColumnLength(group, operand));
            else EmitColumns(group, operand, stream);
        }
        EmitJoinChains(group);
        if (!tail.TakesTanh) EmitSplits(group);
        EmitPeepholes(group, stream);
        if (streamGoesOn)
        {
            stream.Flush(plan.Padding(group));
            ahead.Flush();
        }
        EmitTail(group, unitVariable, firstUnit);
    }

    private void EmitStart(BlockGroup group, StreamCursor stream, StreamCursor ahead)
    {
        string start = plan.Pass.HasBias ? "biases" : "zero";
        writer.Line(Ahead is null ? $"// Sums start from {start}." : $"// Sums go on from those of the input part, others start from {start}.");
        ForEach(plan, group, plan.Pass.Accumulators, (vector, sums, name) =>
        {
            string bias = plan.Pass.HasBias ? vector.Load("weights", stream.Take(vector.Width)) : vector.Zero;
            bool goesOn = Ahead is not null && sums.Sums[0].Takes(Ahead.Input);
            for (int chain = 0; chain < plan.Chains; chain++)
                writer.Line($"var {Chain(name, chain)} = {(goesOn ? vector.Load("ahead", ahead.Take(vector.Width)) : chain == 0 ? bias : vector.Zero)};");
        });
        stream.Align();
    }

    private void EmitColumns(BlockGroup group, Operand operand, StreamCursor stream)
    {
        writer.Line($"// {operand.Comment}, {operand.Count} column{(operand.Count == 1 ? "" : "s")}.");
        int done = 0;
        if (operand == Sparse)
        {
            EmitSparseColumns(group, operand, stream);
            return;
        }
        if (plan.Tiles(operand) > 1)
        {
            int tile = plan.TileLength(operand);
            done = plan.Tiles(operand) * tile;
            ForEach(plan, group, plan.Pass.FedBy(operand), (vector, name) => writer.Line($"var {Total(name, operand)} = {vector.Zero};"));
            stream.Flush();
            using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
            {
                EmitLoop(group, operand, stream, "tile", $"tile + {tile}");
                ForEach(plan, group, plan.Pass.FedBy(operand), (vector, name) => EmitAddToTotal(vector, name, operand));
            }
            ForEach(plan, group, plan.Pass.FedBy(operand), (_, name) => writer.Line($"{name} = {Total(name, operand)};"));
        }
        else if (!plan.FullyUnrolled && !Held.Contains(operand.Variable) && operand.Count > plan.ColumnUnroll)
        {
            done = operand.Count / plan.ColumnUnroll * plan.ColumnUnroll;
            stream.Flush();
            EmitLoop(group, operand, stream, "0", Literal.Of(done));
        }
        for (int column = done; column < operand.Count; column++) EmitColumn(group, operand, Literal.Of(operand.Offset + column), column, stream);
    }

    private void EmitSparseColumns(BlockGroup group, Operand operand, StreamCursor stream)
    {
        IReadOnlyList<Accumulator> fed = plan.Pass.FedBy(operand);
        if (plan.Tiles(operand) > 1) ForEach(plan, group, fed, (vector, name) => writer.Line($"var {Total(name, operand)} = {vector.Zero};"));
        new SparseColumns(writer, plan, operand).Emit(
            plan.ColumnLength(group, operand),
            stream,
            chain => EmitColumn(group, operand, VectorCode.At("column", operand.Offset), chain, new StreamCursor(writer, group.Alignment, "columnWeights")),
            () => ForEach(plan, group, fed, (vector, name) => EmitAddToTotal(vector, name, operand)),
            () => ForEach(plan, group, fed, (_, name) => writer.Line($"{name} = {Total(name, operand)};")));
    }

    private void EmitLoop(BlockGroup group, Operand operand, StreamCursor stream, string from, string to)
    {
        using (writer.Block($"for (nuint column = {from}; column < {to}; column += {plan.ColumnUnroll})"))
        {
            for (int c = 0; c < plan.ColumnUnroll; c++) EmitColumn(group, operand, VectorCode.At("column", operand.Offset + c), c, stream);
            stream.Flush();
        }
    }

    // A long sum loses bits to rounding: it is added up tile by tile.
    private void EmitAddToTotal(VectorCode vector, string name, Operand operand)
    {
        for (int chain = 0; chain < plan.Chains; chain++)
        {
            writer.Line($"{Total(name, operand)} += {Chain(name, chain)};");
            writer.Line($"{Chain(name, chain)} = {vector.Zero};");
        }
    }

    private void EmitColumn(BlockGroup group, Operand operand, string at, int column, StreamCursor stream)
    {
        int widest = plan.WidestVector(group, operand);
        var widestCode = new VectorCode(widest);
        string value = $"{operand.Letter}{Literal.Of(column)}";
        string broadcast = Held.Contains(operand.Variable)
            ? widestCode.Broadcast(operand.Variable + Literal.Of(column / group.Alignment), column % group.Alignment, group.Alignment)
            : widestCode.Create(VectorCode.Value(operand.Variable, at));
        writer.Line($"var {value} = {broadcast};");
        ForEach(plan, group, plan.Pass.FedBy(operand), (vector, name) =>
        {
            string sum = Chain(name, column % plan.Chains);
            writer.Line($"{sum} = {VectorCode.MultiplyAdd(VectorCode.Lower(value, widest, vector.Width), vector.Load(stream.Name, stream.Take(vector.Width)), sum)};");
        });
        stream.Align();
    }

    private void EmitJoinChains(BlockGroup group)
    {
        if (plan.Chains == 1) return;
        writer.Line("// Join the chains.");
        ForEach(plan, group, plan.Pass.Accumulators, (_, name) =>
        {
            string sum = plan.Chains == 2
                ? $"{name} + {Chain(name, 1)}"
                : $"({name} + {Chain(name, 1)}) + ({Chain(name, 2)} + {Chain(name, 3)})";
            writer.Line($"{name} = {sum};");
        });
    }

    private IReadOnlyList<SumVector> Pairs(BlockGroup group, int chunk) => plan.Vectors(group, chunk, plan.Pass.Accumulators).Where(v => v.IsPair).ToArray();

    private void EmitSplits(BlockGroup group)
    {
        for (int chunk = 0; chunk < group.Widths.Count; chunk++)
        {
            foreach (SumVector pair in Pairs(group, chunk)) writer.Line(Split(pair, chunk));
        }
    }

    private void EmitPeepholes(BlockGroup group, StreamCursor stream)
    {
        if (plan.Pass.Peepholes.Count == 0) return;
        for (int chunk = 0; chunk < group.Widths.Count; chunk++)
        {
            var vector = new VectorCode(group.Widths[chunk]);
            foreach (Peephole peephole in plan.Pass.Peepholes)
                writer.Line($"var {peephole.Name}{chunk} = {vector.Load("weights", stream.Take(vector.Width))};");
        }
        stream.Align();
    }

    private Arrangement Arrangement =>
        !constants.InMemory && plan.SingleBlock && plan.Pass.Units <= LatencyBound ? Arrangement.Sooner : constants.Arrangement;

    private void EmitTail(BlockGroup group, string? unitVariable, int firstUnit)
    {
        foreach (System.Action<TailContext> stage in tail.Stages)
        {
            int offset = firstUnit;
            for (int chunk = 0; chunk < group.Widths.Count; chunk++)
            {
                stage(new TailContext(writer, new VectorCode(group.Widths[chunk]), chunk, unitVariable, offset, targets, Held)
                {
                    Arrangement = Arrangement,
                    NextCopy = constants.NextCopy,
                    Pairs = Pairs(group, chunk),
                });
                offset += group.Widths[chunk];
            }
        }
    }
}
