using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the trained weights as static data: no allocation and no work at start-up.</summary>
internal static class TrainedEmitter
{
    private const int PerLine = 8;

    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        using (writer.Block("private static class Trained"))
        {
            writer.Line("internal static ReadOnlySpan<float> Weights => new float[]");
            writer.Line("{");
            foreach (Layer layer in plan.Model.Layers) EmitLayer(writer, layer);
            writer.Line("};");
            if (plan.Model.InitialState() is not { } state) return;
            writer.Line();
            writer.Line("internal static ReadOnlySpan<float> InitialState => new float[]");
            writer.Line("{");
            EmitValues(writer, state);
            writer.Line("};");
        }
    }

    private static void EmitLayer(CodeWriter writer, Layer layer)
    {
        if (layer.Inner.Count > 0)
        {
            foreach (Layer inner in layer.Inner) EmitLayer(writer, inner);
            return;
        }
        foreach (WeightName name in WeightName.Of(layer))
        {
            writer.Line($"    // {layer.Kind} {name.Tensor.Name}: {(layer is CellLayer cell ? name.Shape(cell) : $"row-major [{name.Tensor.Rows}, {name.Tensor.Columns}]")}.");
            EmitValues(writer, name.Tensor.ToArray());
        }
    }

    private static void EmitValues(CodeWriter writer, IReadOnlyList<float> values)
    {
        for (int first = 0; first < values.Count; first += PerLine)
            writer.Line("    " + string.Join(", ", values.Skip(first).Take(PerLine).Select(Literal.Of)) + ",");
    }
}
