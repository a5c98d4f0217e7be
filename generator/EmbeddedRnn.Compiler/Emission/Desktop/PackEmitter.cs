using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the method that packs the weights for one kernel, from the same plan as the kernel itself.</summary>
internal static class PackEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan, KernelPlan kernel)
    {
        using (writer.Block($"private static void Pack{kernel.Width.KernelName}(Span<float> values, {WeightsEmitter.Parameters(plan)})"))
        {
            for (int pass = 0; pass < kernel.Passes.Count; pass++)
            {
                PassPlan passPlan = kernel.Passes[pass];
                if (pass == 0) writer.Line($"var stream = new RnnWeightStream(values, {passPlan.Pass.Units});");
                else writer.Line($"stream = stream.ContinueWith({passPlan.Pass.Units});");
                foreach (BlockGroup group in passPlan.Groups) EmitGroup(writer, plan, passPlan.Pass, group);
            }
        }
    }

    private static void EmitGroup(CodeWriter writer, ClassPlan plan, Pass pass, BlockGroup group)
    {
        string widths = $"[{string.Join(", ", group.Widths)}]";
        if (group.Count == 1)
        {
            EmitBlock(writer, plan, pass, Literal.Of(group.FirstUnit), widths);
            return;
        }
        int end = group.FirstUnit + group.Count * group.Units;
        using (writer.Block($"for (int unit = {group.FirstUnit}; unit < {end}; unit += {group.Units})")) EmitBlock(writer, plan, pass, "unit", widths);
    }

    private static void EmitBlock(CodeWriter writer, ClassPlan plan, Pass pass, string unit, string widths)
    {
        writer.Line($"stream.Block({unit}, {widths});");
        if (pass.HasBias) writer.Line($"stream.Biases({Biases(plan, pass)});");
        foreach (Operand operand in pass.Operands)
            writer.Line($"stream.Columns({operand.Matrix}, {operand.Count}, {Gates(pass.FedBy(operand))});");
        if (pass.Peepholes.Count > 0)
            writer.Line($"stream.Biases(peepholes, default, [{string.Join(", ", pass.Peepholes.Select(p => $"new({p.Row}, {p.Scale})"))}]);");
    }

    private static string Biases(ClassPlan plan, Pass pass)
    {
        string input = plan.Layer.InputBias is null ? "default" : "inputBias";
        string recurrent = plan.Layer.RecurrentBias is null ? "default" : "recurrentBias";
        Accumulator? inputPart = pass.Accumulators.FirstOrDefault(a => a.Parts == Parts.Input);
        Accumulator? recurrentPart = pass.Accumulators.FirstOrDefault(a => a.Parts == Parts.Recurrent);
        string both = Gates(pass.Accumulators.Where(a => a.Parts == Parts.Both).ToArray());
        return inputPart is null || recurrentPart is null
            ? $"{input}, {recurrent}, {both}"
            : $"{input}, {recurrent}, {both}, new({inputPart.Gate}, {inputPart.Scale}), new({recurrentPart.Gate}, {recurrentPart.Scale})";
    }

    private static string Gates(IReadOnlyList<Accumulator> sums) => $"[{string.Join(", ", sums.Select(a => $"new({a.Gate}, {a.Scale})"))}]";
}
