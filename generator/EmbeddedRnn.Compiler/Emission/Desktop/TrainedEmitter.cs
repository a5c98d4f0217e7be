using System;
using System.Collections.Generic;
using System.IO;
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
            if (plan.IsQuantised)
            {
                EmitBytes(writer, QuantisedModel.Bytes(plan.Model, plan.Options.Weights, CellRanges.Values(plan.Model)), "byte", "Of", $"{plan.Options.Weights} weights with their scales and float32 biases");
            }
            else if (plan.WeightCount > ModelText.InlineLimit)
            {
                EmitBytes(writer, Singles(plan.Model), "float", "Singles", "float32 weights");
            }
            else
            {
                writer.Line("internal static ReadOnlySpan<float> Weights => new float[]");
                writer.Line("{");
                foreach (Layer layer in plan.Model.Layers) EmitLayer(writer, layer);
                writer.Line("};");
            }
            if (plan.Model.InitialState() is not { } state) return;
            writer.Line();
            writer.Line("internal static ReadOnlySpan<float> InitialState => new float[]");
            writer.Line("{");
            EmitValues(writer, state);
            writer.Line("};");
        }
    }

    // Eight bytes a literal: the compiler takes long lists of small ones slowly.
    private static void EmitBytes(CodeWriter writer, byte[] bytes, string type, string method, string what)
    {
        int count = (bytes.Length + 7) / 8;
        writer.Line($"internal static ReadOnlySpan<{type}> Weights => RnnEmbeddedBytes.{method}(Data, {Literal.Of(bytes.Length)});");
        writer.Line();
        writer.Line($"// {what}, {Literal.Of(bytes.Length)} bytes, the first in the lowest place of each literal.");
        writer.Line("private static ReadOnlySpan<ulong> Data => new ulong[]");
        writer.Line("{");
        for (int first = 0; first < count; first += PerLine)
            writer.Line("    " + string.Join(" ", Enumerable.Range(first, Math.Min(PerLine, count - first)).Select(i => $"0x{Eight(bytes, 8 * i):x},")));
        writer.Line("};");
    }

    private static ulong Eight(byte[] bytes, int at)
    {
        ulong value = 0;
        for (int i = Math.Min(8, bytes.Length - at) - 1; i >= 0; i--) value = (value << 8) | bytes[at + i];
        return value;
    }

    private static byte[] Singles(Model model)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (Tensor tensor in model.Layers.SelectMany(l => l.Tensors).Where(t => !WeightName.IsInitialState(t)))
            foreach (float value in tensor.ToArray()) writer.Write(value);
        return bytes.ToArray();
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
