using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the trained weights as static data: no allocation and no work at start-up.</summary>
internal static class TrainedEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        using (writer.Block("private static class Trained"))
        {
            foreach (WeightName name in plan.WeightNames.Concat(WeightName.InitialState(plan.Layer)))
            {
                writer.Line($"// {name.Shape(plan.Layer)}.");
                writer.Line($"internal static ReadOnlySpan<float> {name.Member} => new float[]");
                writer.Line("{");
                EmitValues(writer, name.Tensor.ToArray());
                writer.Line("};");
            }
        }
    }

    private static void EmitValues(CodeWriter writer, float[] values)
    {
        const int PerLine = 8;
        for (int first = 0; first < values.Length; first += PerLine)
            writer.Line("    " + string.Join(", ", values.Skip(first).Take(PerLine).Select(Literal.Of)) + ",");
    }
}
