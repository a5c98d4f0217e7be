using System;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Quantised;

/// <summary>Writes the ranges that a class was generated with.</summary>
internal static class QuantisedRangesEmitter
{
    private const int PerLine = 12;

    /// <summary>Writes them; none where the model does not state them and gets its weights at run time.</summary>
    /// <exception cref="ArgumentException">Trained weights without ranges.</exception>
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        if (CellRanges.Missing(plan.Model) is { } missing)
        {
            if (plan.Weights.Kind == WeightSourceKind.Inline) throw new ArgumentException($"{missing} is not known, which {plan.Options.Weights} weights need: find it with embeddedrnn calibrate.");
            writer.Line("// A model given at run time states its ranges.");
            writer.Line("private static ReadOnlySpan<float> Ranges => default;");
            writer.Line();
            return;
        }
        float[] values = CellRanges.Values(plan.Model);
        writer.Line("// For each cell the least and the most of each input, the largest hidden state, the largest value in front of a projection.");
        writer.Line("private static ReadOnlySpan<float> Ranges => new float[]");
        writer.Line("{");
        for (int first = 0; first < values.Length; first += PerLine) writer.Line("    " + string.Join(", ", values.Skip(first).Take(PerLine).Select(Literal.Of)) + ",");
        writer.Line("};");
        writer.Line();
    }
}
