using System.Collections.Generic;
using System.Globalization;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Inspecting;

/// <summary>A <see cref="ModelReport"/> for people.</summary>
internal static class ReportText
{
    public static void Write(ToolConsole console, ModelReport report)
    {
        console.Output.WriteLine($"{report.Name}: {report.Drawing}");
        console.Output.WriteLine();
        console.Write(Table(report));
        console.Output.WriteLine();
        console.Output.WriteLine("MACs: multiply-accumulates a step. state: values kept from step to step. f32, int16, int8: bytes of the weights.");
        console.Output.WriteLine(WeightBytes.Formula);
        if (report.WhyNotStreaming is not null) console.Output.WriteLine($"whole sequences only, no single steps: {report.WhyNotStreaming}");
        console.Output.WriteLine($"initial state: {(report.HasInitialState ? "in the file" : "zero")}");
        console.Output.WriteLine($"weights that are NaN or infinite: {(report.NonFiniteWeights == 0 ? "none" : Number(report.NonFiniteWeights))}");
        console.Output.WriteLine($"hash: {report.Hash}");
    }

    private static TextTable Table(ModelReport report)
    {
        var table = new TextTable(
            new TextColumn("#", IsNumber: false), new TextColumn("layer", IsNumber: false), new TextColumn("in"), new TextColumn("out"), new TextColumn("params"),
            new TextColumn("MACs"), new TextColumn("state"), new TextColumn("f32"), new TextColumn("int16"), new TextColumn("int8"));
        AddRows(table, report.Layers, "");
        table.AddTotals(
            "", "total", Number(report.InputSize), Number(report.OutputSize), Number(report.Parameters),
            Number(report.MacsPerStep), Number(report.StateSize), Number(report.Bytes.Float32), Number(report.Bytes.Int16), Number(report.Bytes.Int8));
        return table;
    }

    private static void AddRows(TextTable table, IReadOnlyList<LayerReport> layers, string outer)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            LayerReport layer = layers[i];
            string number = outer + Number(i + 1);
            table.Add(
                number, layer.Inner.Count == 0 ? layer.Description : layer.Kind, Number(layer.InputSize), Number(layer.OutputSize), Number(layer.Parameters),
                Number(layer.MacsPerStep), Number(layer.StateSize), Number(layer.Bytes.Float32), Number(layer.Bytes.Int16), Number(layer.Bytes.Int8));
            AddRows(table, layer.Inner, number + ".");
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
