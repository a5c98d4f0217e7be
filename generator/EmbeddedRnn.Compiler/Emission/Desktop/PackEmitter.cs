using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the packing of a pass's weights for one kernel, from the same plan as the kernel itself.</summary>
internal static class PackEmitter
{
    public static void Emit(CodeWriter writer, Pass pass, BlockGroup group)
    {
        string widths = $"[{string.Join(", ", group.Widths)}]";
        if (group.Count == 1)
        {
            EmitBlock(writer, pass, Literal.Of(group.FirstUnit), widths);
            return;
        }
        int end = group.FirstUnit + group.Count * group.Units;
        using (writer.Block($"for (int unit = {group.FirstUnit}; unit < {end}; unit += {group.Units})")) EmitBlock(writer, pass, "unit", widths);
    }

    private static void EmitBlock(CodeWriter writer, Pass pass, string unit, string widths)
    {
        writer.Line($"stream.Block({unit}, {widths});");
        if (pass.HasBias) writer.Line($"stream.Biases({Biases(pass)});");
        foreach (Operand operand in pass.Operands)
        {
            writer.Line(operand.Taps is { } taps
                ? $"stream.Taps({operand.Matrix}, {taps.Inputs}, first: {taps.First}, count: {taps.Count}, kernelSize: {taps.KernelSize}, groups: {taps.Groups});"
                : $"stream.Columns({operand.Matrix}, {operand.Count}, {Gates(pass.FedBy(operand))});");
        }
        if (pass.Peepholes.Count > 0)
            writer.Line($"stream.Biases(peepholes, default, [{string.Join(", ", pass.Peepholes.Select(p => $"new({p.Row}, {p.Scale})"))}]);");
    }

    private static string Biases(Pass pass)
    {
        string input = pass.InputBias ?? "default";
        string recurrent = pass.RecurrentBias ?? "default";
        Accumulator? inputPart = pass.Accumulators.FirstOrDefault(a => a.Parts == Parts.Input);
        Accumulator? recurrentPart = pass.Accumulators.FirstOrDefault(a => a.Parts == Parts.Recurrent);
        string both = Gates(pass.Accumulators.Where(a => a.Parts == Parts.Both).ToArray());
        return inputPart is null || recurrentPart is null
            ? $"{input}, {recurrent}, {both}"
            : $"{input}, {recurrent}, {both}, new({inputPart.Gate}, {inputPart.Scale}), new({recurrentPart.Gate}, {recurrentPart.Scale})";
    }

    private static string Gates(IReadOnlyList<Accumulator> sums) => $"[{string.Join(", ", sums.Select(a => $"new({a.Gate}, {a.Scale})"))}]";
}
