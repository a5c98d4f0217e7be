using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Compiler.Planning.Quantised;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Quantised;

/// <summary>Writes the packing of a cell's quantised rows for one kernel, from the same plan as the kernel itself.</summary>
internal sealed class QuantisedPackEmitter
{
    private readonly CodeWriter writer;
    private readonly CellLayer cell;
    private readonly WeightFormat format;
    private readonly int rangesOffset;
    private int at;

    /// <summary>Makes the emitter.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="format">The format.</param>
    /// <param name="offset">Where its rows begin among the bytes of the class.</param>
    /// <param name="rangesOffset">Where its ranges begin among those of the class.</param>
    public QuantisedPackEmitter(CodeWriter writer, CellLayer cell, WeightFormat format, int offset, int rangesOffset)
    {
        this.writer = writer;
        this.cell = cell;
        this.format = format;
        this.rangesOffset = rangesOffset;
        at = offset;
    }

    private string Format => $"RnnWeightFormat.{format}";

    /// <summary>Bytes of a cell's rows and peepholes.</summary>
    public static int Length(CellLayer cell, WeightFormat format, IReadOnlyList<Pass> passes) =>
        passes.Sum(pass => Length(format, pass)) + 4 * Peepholes(cell);

    /// <summary>Writes the packing.</summary>
    /// <param name="passes">The cell's passes, whose operands count columns.</param>
    /// <param name="plans">The same, planned.</param>
    public void Emit(IReadOnlyList<Pass> passes, IReadOnlyList<QuantisedPassPlan> plans)
    {
        EmitHead();
        int peepholes = at + passes.Sum(p => Length(format, p));
        for (int i = 0; i < passes.Count; i++)
        {
            string title = passes[i].Title;
            using (writer.Block($"// {char.ToUpperInvariant(title[0])}{title.Substring(1)}.")) EmitPass(passes[i], plans[i], peepholes);
        }
    }

    private static int Length(WeightFormat format, Pass pass) =>
        pass.Accumulators.Sum(a => QuantisedModel.Length(format, pass.Units, pass.Operands.Where(a.Takes).Sum(o => o.Count)));

    private static int Peepholes(CellLayer cell) => (cell as LstmLayer)?.Peepholes?.Count ?? 0;

    // Centres and inverse units of the inputs, then single inverse units.
    private void EmitHead()
    {
        int pad = Region.Pad(cell.InputSize), inputs = 2 * cell.InputSize;
        writer.Line($"Span<float> head = stream.Take({2 * pad + 16});");
        writer.Line($"RnnQuantisation.WriteColumns(ranges.Slice({rangesOffset}, {inputs}), {Format}, head);");
        writer.Line($"head[{2 * pad}] = RnnQuantisation.Inverse(ranges[{rangesOffset + inputs}], {Format});");
        if (cell is LstmLayer { Projection: not null }) writer.Line($"head[{2 * pad + 1}] = RnnQuantisation.Inverse(ranges[{rangesOffset + inputs + 1}], {Format});");
    }

    private void EmitPass(Pass pass, QuantisedPassPlan plan, int peepholes)
    {
        int length = Length(format, pass);
        string sums = string.Join(", ", pass.Accumulators.Select(a => $"new({a.Scale}, {(int)a.Parts})"));
        string operands = string.Join(", ", pass.Operands.Select(o => $"new({o.Count}, {(int)o.Part})"));
        writer.Line($"var pass = new RnnQuantisedPass({Format}, {pass.Units}, [{sums}], [{operands}], quantised.Slice({at}, {length}));");
        at += length;
        if (pass.Peepholes.Count > 0)
            writer.Line($"pass.Vectors(RnnQuantisation.Singles(quantised.Slice({peepholes}, {4 * Peepholes(cell)})), [{string.Join(", ", pass.Peepholes.Select(p => $"new({p.Row}, {p.Scale})"))}]);");
        foreach (BlockGroup group in plan.Plan.Groups)
            writer.Line($"pass.Write(stream.Take({group.Count * plan.BlockStride(group)}), {group.FirstUnit}, [{string.Join(", ", group.Widths)}], {group.Count});");
    }
}
