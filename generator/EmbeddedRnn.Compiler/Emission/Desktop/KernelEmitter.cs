using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes one pass of one kernel as a method: sums column by column, then the equations of each block.</summary>
internal sealed class KernelEmitter
{
    private readonly CodeWriter writer;
    private readonly PassPlan plan;
    private readonly Tail tail;
    private readonly IReadOnlyList<string> targets;

    public KernelEmitter(CodeWriter writer, PassPlan plan, Tail tail, IReadOnlyList<string> targets)
    {
        this.writer = writer;
        this.plan = plan;
        this.tail = tail;
        this.targets = targets;
    }

    /// <summary>The ref parameters of the method, weights first.</summary>
    public IReadOnlyList<string> Parameters =>
        new[] { "weights" }.Concat(plan.Pass.Operands.Select(o => o.Variable)).Concat(tail.Regions).Concat(targets).Distinct().ToArray();

    public void Emit(string method)
    {
        writer.Summary(Describe());
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}({string.Join(", ", Parameters.Select(p => "ref float " + p))})"))
        {
            foreach (BlockGroup group in plan.Groups) EmitGroup(group, group == plan.Groups[plan.Groups.Count - 1]);
        }
    }

    private string Describe()
    {
        string blocks = plan.SingleBlock ? "one block" : $"{plan.Blocks} blocks";
        string columns = plan.FullyUnrolled ? "all columns written out" : $"{plan.ColumnUnroll} columns a turn";
        string chains = plan.Chains == 1 ? "" : $", {plan.Chains} chains a sum";
        return $"{char.ToUpperInvariant(plan.Pass.Title[0])}{plan.Pass.Title.Substring(1)} of {plan.Pass.Units} units, {plan.Width.Prose}: {blocks}, {columns}{chains}.";
    }

    private void EmitGroup(BlockGroup group, bool last)
    {
        if (group.Count > 1)
        {
            int end = group.FirstUnit + group.Count * group.Units;
            using (writer.Block($"for (nuint unit = {group.FirstUnit}; unit < {end}; unit += {group.Units})")) EmitBlock(group, "unit", 0, true);
        }
        else if (plan.Groups.Count > 1)
        {
            // A scope of its own: the variables' names come again in the other groups.
            using (writer.Block($"// Units {group.FirstUnit} to {System.Math.Min(plan.Pass.Units, group.FirstUnit + group.Units) - 1}.")) EmitBlock(group, null, group.FirstUnit, !last);
        }
        else
        {
            EmitBlock(group, null, group.FirstUnit, false);
        }
    }

    private void EmitBlock(BlockGroup group, string? unitVariable, int firstUnit, bool streamGoesOn)
    {
        var stream = new StreamCursor(writer, group.Alignment);
        EmitStart(group, stream);
        foreach (Operand operand in plan.Pass.Operands) EmitColumns(group, operand, stream);
        EmitJoinChains(group);
        EmitPeepholes(group, stream);
        if (streamGoesOn) stream.Flush(plan.Padding(group));
        EmitTail(group, unitVariable, firstUnit);
    }

    private void EmitStart(BlockGroup group, StreamCursor stream)
    {
        writer.Line(plan.Pass.HasBias ? "// Sums start from the biases." : "// Sums start from zero.");
        ForEachSum(group, plan.Pass.Accumulators, (vector, name) =>
            writer.Line($"var {name} = {(plan.Pass.HasBias ? vector.Load("weights", stream.Take(vector.Width)) : vector.Zero)};"));
        stream.Align();
        for (int chain = 1; chain < plan.Chains; chain++)
        {
            ForEachSum(group, plan.Pass.Accumulators, (vector, name) => writer.Line($"var {Chain(name, chain)} = {vector.Zero};"));
        }
    }

    private void EmitColumns(BlockGroup group, Operand operand, StreamCursor stream)
    {
        writer.Line($"// {operand.Comment}, {operand.Count} column{(operand.Count == 1 ? "" : "s")}.");
        int done = 0;
        if (plan.Tiles(operand) > 1)
        {
            int tile = plan.TileLength(operand);
            done = plan.Tiles(operand) * tile;
            ForEachSum(group, plan.Pass.FedBy(operand), (vector, name) => writer.Line($"var {Total(name, operand)} = {vector.Zero};"));
            stream.Flush();
            using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {tile})"))
            {
                EmitLoop(group, operand, stream, "tile", $"tile + {tile}");
                ForEachSum(group, plan.Pass.FedBy(operand), (vector, name) => EmitAddToTotal(vector, name, operand));
            }
            ForEachSum(group, plan.Pass.FedBy(operand), (_, name) => writer.Line($"{name} = {Total(name, operand)};"));
        }
        else if (!plan.FullyUnrolled && operand.Count > plan.ColumnUnroll)
        {
            done = operand.Count / plan.ColumnUnroll * plan.ColumnUnroll;
            stream.Flush();
            EmitLoop(group, operand, stream, "0", Literal.Of(done));
        }
        for (int column = done; column < operand.Count; column++) EmitColumn(group, operand, Literal.Of(operand.Offset + column), column, stream);
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
        int widest = group.Widths.Max();
        var widestCode = new VectorCode(widest);
        string value = $"{operand.Letter}{Literal.Of(column)}";
        writer.Line($"var {value} = {widestCode.Create(VectorCode.Value(operand.Variable, at))};");
        ForEachSum(group, plan.Pass.FedBy(operand), (vector, name) =>
        {
            string sum = Chain(name, column % plan.Chains);
            string broadcast = vector.Width == widest ? value : value + ".GetLower()";
            writer.Line($"{sum} = {VectorCode.MultiplyAdd(broadcast, vector.Load("weights", stream.Take(vector.Width)), sum)};");
        });
        stream.Align();
    }

    private void EmitJoinChains(BlockGroup group)
    {
        if (plan.Chains == 1) return;
        writer.Line("// Join the chains.");
        ForEachSum(group, plan.Pass.Accumulators, (_, name) =>
        {
            string sum = plan.Chains == 2
                ? $"{name} + {Chain(name, 1)}"
                : $"({name} + {Chain(name, 1)}) + ({Chain(name, 2)} + {Chain(name, 3)})";
            writer.Line($"{name} = {sum};");
        });
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

    private void EmitTail(BlockGroup group, string? unitVariable, int firstUnit)
    {
        foreach (System.Action<TailContext> stage in tail.Stages)
        {
            int offset = firstUnit;
            for (int chunk = 0; chunk < group.Widths.Count; chunk++)
            {
                stage(new TailContext(writer, new VectorCode(group.Widths[chunk]), chunk, unitVariable, offset, targets));
                offset += group.Widths[chunk];
            }
        }
    }

    private static void ForEachSum(BlockGroup group, IReadOnlyList<Accumulator> sums, System.Action<VectorCode, string> write)
    {
        for (int chunk = 0; chunk < group.Widths.Count; chunk++)
        {
            foreach (Accumulator sum in sums) write(new VectorCode(group.Widths[chunk]), sum.Name + Literal.Of(chunk));
        }
    }

    private static string Total(string name, Operand operand) => $"{name}Of{operand.Letter.ToUpperInvariant()}";

    private static string Chain(string name, int chain) => chain == 0 ? name : $"{name}{"abcd"[chain]}";
}

/// <summary>Where the kernel stands in its weight stream; moves the reference on when asked.</summary>
internal sealed class StreamCursor
{
    private readonly CodeWriter writer;
    private readonly int alignment;
    private int offset;

    public StreamCursor(CodeWriter writer, int alignment)
    {
        this.writer = writer;
        this.alignment = alignment;
    }

    public string Take(int values)
    {
        string at = Literal.Of(offset);
        offset += values;
        return at;
    }

    public void Align() => offset = (offset + alignment - 1) / alignment * alignment;

    public void Flush(int padding = 0)
    {
        offset += padding;
        if (offset > 0) writer.Line($"weights = ref Unsafe.Add(ref weights, {Literal.Of(offset)});");
        offset = 0;
    }
}
