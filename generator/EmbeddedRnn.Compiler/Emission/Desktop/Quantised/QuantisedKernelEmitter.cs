using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Compiler.Planning.Quantised;
using static EmbeddedRnn.Compiler.Emission.Desktop.SumNames;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Quantised;

/// <summary>Writes one pass of one kernel with whole-number weights as a method: sums group by group, then the equations in floats.</summary>
internal sealed class QuantisedKernelEmitter
{
    private const string Multiply = "RnnQuantisedMath.Add";

    private readonly CodeWriter writer;
    private readonly QuantisedPassPlan plan;
    private readonly Tail tail;
    private readonly IReadOnlyList<string> targets;
    private readonly TangentConstants constants;

    /// <summary>Makes the emitter.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="tail">The equations after the sums.</param>
    /// <param name="targets">Where the result goes, by the names of the method's parameters.</param>
    public QuantisedKernelEmitter(CodeWriter writer, QuantisedPassPlan plan, Tail tail, IReadOnlyList<string> targets)
    {
        this.writer = writer;
        this.plan = plan;
        this.tail = tail;
        this.targets = targets;
        constants = new TangentConstants(plan.Plan.Width, tail);
    }

    /// <summary>The ref parameters of the method, weights first.</summary>
    public IReadOnlyList<string> Parameters =>
        new[] { "weights" }.Concat(Pass.Operands.Select(o => o.Variable)).Concat(tail.Regions).Concat(targets).Distinct().ToArray();

    private Pass Pass => plan.Pass;

    private PassPlan Blocks => plan.Plan;

    public void Emit(string method)
    {
        int columns = QuantisedFormat.Columns(plan.Format);
        writer.Summary($"{char.ToUpperInvariant(Pass.Title[0])}{Pass.Title.Substring(1)} of {Pass.Units} units, {Blocks.Width.Prose}: {plan.Format} weights, groups of {columns} columns, {(Blocks.SingleBlock ? "one block" : $"{Blocks.Blocks} blocks")}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {method}({string.Join(", ", Parameters.Select(p => "ref float " + p))}{(Blocks.Alternates ? ", bool odd" : "")})"))
        {
            constants.Emit(writer);
            foreach (BlockGroup group in Blocks.Groups) EmitGroup(group, group == Blocks.Groups[Blocks.Groups.Count - 1]);
        }
    }

    private void EmitGroup(BlockGroup group, bool last)
    {
        if (Blocks.Alternates)
        {
            EmitAlternating(group);
        }
        else if (group.Count > 1)
        {
            int end = group.FirstUnit + group.Count * group.Units;
            using (writer.Block($"for (nuint unit = {group.FirstUnit}; unit < {end}; unit += {group.Units})")) EmitBlock(group, "unit", 0, true);
        }
        else
        {
            // A scope of its own: the variables' names come again in the other groups.
            using (writer.Block($"// {PlanReasons.Range("unit", group.FirstUnit, Math.Min(Pass.Units, group.FirstUnit + group.Units) - 1)}.")) EmitBlock(group, null, group.FirstUnit, !last);
        }
    }

    private void EmitAlternating(BlockGroup group)
    {
        string last = Literal.Of(group.Count - 1), stride = Literal.Of(plan.BlockStride(group));
        writer.Line("// Blocks in order, or in every other step in reverse: the weights that were read last are still in the cache.");
        writer.Line($"nuint unit = odd ? {Literal.Of(group.FirstUnit + (group.Count - 1) * group.Units)}u : {Literal.Of(group.FirstUnit)}u;");
        writer.Line("nint direction = odd ? -1 : 1;");
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref weights, odd ? {last} * {stride} : 0);");
        using (writer.Block($"for (int block = 0; block < {group.Count}; block++)"))
        {
            writer.Line("weights = ref blockWeights;");
            EmitBlock(group, "unit", 0, false);
            writer.Line($"blockWeights = ref Unsafe.Add(ref blockWeights, direction * {stride});");
            writer.Line($"unit += (nuint)(direction * {Literal.Of(group.Units)});");
        }
    }

    private void EmitBlock(BlockGroup group, string? unitVariable, int firstUnit, bool streamGoesOn)
    {
        var stream = new StreamCursor(writer, group.Alignment);
        bool starts = plan.StartLength(group) > 0;
        ForEach(Blocks, group, Pass.Accumulators, (vector, name) =>
            writer.Line($"var {Sum(name)} = {(starts ? Whole(vector, "weights", stream.Take(vector.Width)) : Zero(vector))};"));
        stream.Align();
        if (plan.IsTiled) ForEach(Blocks, group, Pass.Accumulators, (vector, name) => writer.Line($"var {name} = {vector.Zero};"));
        foreach (Operand operand in Pass.Operands) EmitGroups(group, operand, stream);
        EmitReal(group, stream);
        for (int chunk = 0; chunk < group.Widths.Count && !tail.TakesTanh; chunk++)
        {
            foreach (SumVector pair in Pairs(group, chunk)) writer.Line(Split(pair, chunk));
        }
        if (streamGoesOn) stream.Flush(plan.Padding(group));
        EmitTail(group, unitVariable, firstUnit);
    }

    private void EmitGroups(BlockGroup group, Operand operand, StreamCursor stream)
    {
        int perTile = QuantisedFormat.TileGroups(plan.Format);
        writer.Line($"// {operand.Comment}, {operand.Count} group{(operand.Count == 1 ? "" : "s")} of {QuantisedFormat.Columns(plan.Format)} columns.");
        int done = 0;
        if (operand.Count >= perTile)
        {
            done = operand.Count / perTile * perTile;
            stream.Flush();
            using (writer.Block($"for (nuint tile = 0; tile < {done}; tile += {perTile})"))
            {
                EmitLoop(group, operand, stream, "tile", $"tile + {perTile}", 4);
                ForEach(Blocks, group, Pass.FedBy(operand), (vector, name) =>
                {
                    writer.Line($"{name} += {Real(vector, Sum(name))};");
                    writer.Line($"{Sum(name)} = {Zero(vector)};");
                });
            }
        }
        int unroll = Blocks.ColumnUnroll, whole = done + (operand.Count - done) / unroll * unroll;
        if (!Blocks.FullyUnrolled && whole - done > unroll)
        {
            stream.Flush();
            EmitLoop(group, operand, stream, Literal.Of(done), Literal.Of(whole), unroll);
            done = whole;
        }
        for (int column = done; column < operand.Count; column++) EmitColumn(group, operand, Literal.Of(column), column, stream);
    }

    private void EmitLoop(BlockGroup group, Operand operand, StreamCursor stream, string from, string to, int unroll)
    {
        unroll = Math.Min(unroll, Blocks.ColumnUnroll);
        using (writer.Block($"for (nuint column = {from}; column < {to}; column += {unroll})"))
        {
            for (int c = 0; c < unroll; c++) EmitColumn(group, operand, VectorCode.At("column", c), c, stream);
            stream.Flush();
        }
    }

    private void EmitColumn(BlockGroup group, Operand operand, string at, int column, StreamCursor stream)
    {
        int widest = Blocks.WidestVector(group, operand);
        string value = $"{operand.Letter}{Literal.Of(column)}";
        string numbers = $"Unsafe.As<float, int>(ref {(at == "0" ? operand.Variable : $"Unsafe.Add(ref {operand.Variable}, {at})")})";
        writer.Line($"var {value} = {(widest == 1 ? numbers : $"Vector{32 * widest}.Create({numbers})")};");
        ForEach(Blocks, group, Pass.FedBy(operand), (vector, name) =>
        {
            string factor = vector.Width == widest ? value : value + ".GetLower()";
            writer.Line($"{Sum(name)} = {Multiply}{plan.Format}({Sum(name)}, {factor}, {Whole(vector, "weights", stream.Take(vector.Width))});");
        });
        stream.Align();
    }

    // Scales, then biases; a peephole follows them.
    private void EmitReal(BlockGroup group, StreamCursor stream)
    {
        writer.Line("// In floats: sum * scale + bias.");
        var scales = new Dictionary<string, string>();
        ForEach(Blocks, group, Pass.Accumulators, (vector, name) => scales[name] = vector.Load("weights", stream.Take(vector.Width)));
        stream.Align();
        ForEach(Blocks, group, Pass.Accumulators, (vector, name) =>
        {
            string sum = plan.IsTiled ? $"{name} + {Real(vector, Sum(name))}" : Real(vector, Sum(name));
            writer.Line($"{(plan.IsTiled ? "" : "var ")}{name} = {VectorCode.MultiplyAdd(sum, scales[name], vector.Load("weights", stream.Take(vector.Width)))};");
        });
        stream.Align();
        for (int chunk = 0; chunk < group.Widths.Count && Pass.Peepholes.Count > 0; chunk++)
        {
            var vector = new VectorCode(group.Widths[chunk]);
            foreach (Peephole peephole in Pass.Peepholes) writer.Line($"var {peephole.Name}{chunk} = {vector.Load("weights", stream.Take(vector.Width))};");
        }
        if (Pass.Peepholes.Count > 0) stream.Align();
    }

    private void EmitTail(BlockGroup group, string? unitVariable, int firstUnit)
    {
        foreach (Action<TailContext> stage in tail.Stages)
        {
            int offset = firstUnit;
            for (int chunk = 0; chunk < group.Widths.Count; chunk++)
            {
                stage(new TailContext(writer, new VectorCode(group.Widths[chunk]), chunk, unitVariable, offset, targets)
                {
                    Arrangement = constants.Arrangement,
                    NextCopy = constants.NextCopy,
                    Pairs = Pairs(group, chunk),
                });
                offset += group.Widths[chunk];
            }
        }
    }

    private IReadOnlyList<SumVector> Pairs(BlockGroup group, int chunk) => Blocks.Vectors(group, chunk, Pass.Accumulators).Where(v => v.IsPair).ToArray();

    private static string Sum(string name) => name + "Sum";

    private static string Zero(VectorCode vector) => vector.IsScalar ? "0" : $"Vector{32 * vector.Width}<int>.Zero";

    private static string Real(VectorCode vector, string sum) => vector.IsScalar ? $"(float){sum}" : $"Vector{32 * vector.Width}.ConvertToSingle({sum})";

    private static string Whole(VectorCode vector, string reference, string at) =>
        vector.IsScalar ? $"Unsafe.As<float, int>(ref {VectorCode.Value(reference, at)})" : vector.Load(reference, at) + ".AsInt32()";
}
