using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Compiler.Planning.Quantised;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Quantised;

/// <summary>Writes the packing of a cell's matrices as whole numbers for one kernel, from the same plan as the kernel itself.</summary>
internal sealed class QuantisedPackEmitter
{
    private readonly CodeWriter writer;
    private readonly CellLayer cell;
    private readonly WeightFormat format;
    private readonly int tensorOffset;
    private readonly int rangesOffset;

    public QuantisedPackEmitter(CodeWriter writer, CellLayer cell, WeightFormat format, int tensorOffset, int rangesOffset)
    {
        this.writer = writer;
        this.cell = cell;
        this.format = format;
        this.tensorOffset = tensorOffset;
        this.rangesOffset = rangesOffset;
    }

    private string Format => $"RnnWeightFormat.{format}";

    private int Inputs => 2 * cell.InputSize;

    public void Emit(IReadOnlyList<QuantisedPassPlan> passes)
    {
        int at = tensorOffset;
        foreach (WeightName weight in WeightName.Of(cell))
        {
            writer.Line($"ReadOnlySpan<float> {weight.Parameter} = weights.Slice({at}, {weight.Tensor.Count});");
            at += weight.Tensor.Count;
        }
        writer.Line($"ReadOnlySpan<float> ranges = weights.Slice({rangesOffset}, {QuantisedStage.RangesLength(cell)});");
        EmitHead();
        foreach (QuantisedPassPlan pass in passes)
        {
            using (writer.Block($"// {char.ToUpperInvariant(pass.Pass.Title[0])}{pass.Pass.Title.Substring(1)}.")) EmitPass(pass);
        }
    }

    // Centres and inverse units of the inputs, then single inverse units.
    private void EmitHead()
    {
        int pad = Region.Pad(cell.InputSize);
        writer.Line($"Span<float> head = stream.Take({2 * pad + 16});");
        writer.Line($"RnnColumnRange.Write(ranges.Slice(0, {Inputs}), {Format}, head);");
        writer.Line($"head[{2 * pad}] = RnnColumnRange.Of(-ranges[{Inputs}], ranges[{Inputs}], {Format}).Inverse;");
        if (cell is LstmLayer { Projection: not null }) writer.Line($"head[{2 * pad + 1}] = RnnColumnRange.Of(-ranges[{Inputs + 1}], ranges[{Inputs + 1}], {Format}).Inverse;");
    }

    private void EmitPass(QuantisedPassPlan plan)
    {
        Pass pass = plan.Pass;
        writer.Line($"var pass = new RnnQuantisedPass({Format}, {pass.Units}, [{string.Join(", ", pass.Accumulators.Select(a => $"new({a.Gate}, {a.Scale}, {(int)a.Parts})"))}]);");
        foreach (Operand operand in pass.Operands)
        {
            string range = operand.Variable == QuantisedPassPlan.Whole("input") ? $"ranges.Slice(0, {Inputs})"
                : operand.Variable == QuantisedPassPlan.Whole("product") ? $"{cell.HiddenSize}, ranges[{Inputs + 1}]"
                : $"{cell.OutputSize}, ranges[{Inputs}]";
            writer.Line($"pass.Operand({operand.Matrix}, {(int)operand.Part}, {range});");
        }
        if (pass.HasBias) writer.Line($"pass.Biases({pass.InputBias ?? "default"}, {pass.RecurrentBias ?? "default"});");
        if (pass.Peepholes.Count > 0) writer.Line($"pass.Vectors(peepholes, [{string.Join(", ", pass.Peepholes.Select(p => $"new({p.Row}, {p.Scale}, 0)"))}]);");
        foreach (BlockGroup group in plan.Plan.Groups)
            writer.Line($"pass.Write(stream.Take({group.Count * plan.BlockStride(group)}), {group.FirstUnit}, [{string.Join(", ", group.Widths)}], {group.Count});");
    }
}
