using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Inspecting;
using EmbeddedRnn.Tool.Training;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>A network and what it did over a sequence, as a page.</summary>
internal static class ModelPage
{
    // Lines beyond this many are not told apart.
    private const int MostLines = 8;

    public static void Write(string file, string modelFile, string inputFile, Model model, ModelRun run)
    {
        ModelReport report = ModelReport.Of(modelFile, model);
        var page = new HtmlPage($"{model.Name} over {System.IO.Path.GetFileName(inputFile)}");
        page.Paragraph(report.Drawing);
        page.Figures(Figures(report, run));
        page.Heading("Layers");
        page.Table(
            ["layer", "in", "out", "parameters", "MACs a step", "state"],
            report.Layers.Select(l => ((IReadOnlyList<string>)[l.Description, Number(l.InputSize), Number(l.OutputSize), Number(l.Parameters), Number(l.MacsPerStep), Number(l.StateSize)], false)));
        page.Heading("Inputs and outputs");
        page.Charts([
            (new Chart("Inputs", "step", "value") { Lines = Columns("input", run.Inputs.ToArray(), model.InputSize) }, Shown(model.InputSize)),
            (new Chart("Outputs", "step", "value") { Lines = Columns("output", run.Outputs, model.OutputSize) }, Shown(model.OutputSize))]);
        if (run.Cells.Count == 0) page.Paragraph("Gates and states are shown for networks that give an output a step.");
        foreach (CellTrace cell in run.Cells)
        {
            page.Heading($"{cell.Name}: {cell.Cell.Describe()}");
            page.Charts(Cell(cell));
            page.Table(["gate", "mean", "at the lower end", "at the upper end"], cell.Cell.Gates.Select((gate, g) => (Gate(cell, gate, g), false)));
        }
        page.Write(file);
    }

    private static IEnumerable<(string, string)> Figures(ModelReport report, ModelRun run)
    {
        yield return (Number(run.Inputs.Steps), "steps");
        yield return (Number(report.Parameters), "parameters");
        yield return (Number(report.MacsPerStep), "MACs a step");
        long dense = run.Cells.Sum(c => c.Cell.MacsPerStep);
        double left = run.Cells.Sum(c => c.Macs.Average());
        if (dense > 0) yield return (EpochText.Percent(1 - left / dense, 1), "of the recurrent layers' products can be skipped");
    }

    private static IEnumerable<(Chart, string)> Cell(CellTrace cell)
    {
        yield return (
            new Chart("Mean of the gates", "step", "mean") { Lines = [.. cell.Cell.Gates.Select((gate, g) => new ChartLine(gate, Steps(cell.Means[g]))).Where(l => l.Points.Count > 0)] },
            "Over the units.");
        yield return (
            new Chart("Multiply-accumulates a step", "step", "MACs") { Lines = [new ChartLine("left", Steps(cell.Macs))], From = 0, Level = cell.Cell.MacsPerStep },
            "What closed gates leave; the dashed line is all of them.");
        yield return (Band("Hidden state", cell.Hidden), "Lowest, mean and highest of the units.");
        if (cell.CellState.Count > 0) yield return (Band("Cell state", cell.CellState), "Lowest, mean and highest of the units.");
        yield return (
            new Chart("Range of every unit's hidden state", "unit", "value")
            {
                Lines =
                [
                    new ChartLine("highest", [.. cell.Units.Select((u, i) => ((double)i, u.Highest))]), new ChartLine("lowest", [.. cell.Units.Select((u, i) => ((double)i, u.Lowest))]),
                ],
            },
            "Over all steps; a unit whose lines meet does nothing.");
    }

    private static Chart Band(string title, List<(double Lowest, double Mean, double Highest)> values) => new(title, "step", "value")
    {
        Lines = [new("highest", Steps([.. values.Select(v => v.Highest)])), new("mean", Steps([.. values.Select(v => v.Mean)])), new("lowest", Steps([.. values.Select(v => v.Lowest)]))],
    };

    private static IReadOnlyList<string> Gate(CellTrace cell, string name, int gate)
    {
        double count = Math.Max(1, cell.Macs.Count * (double)cell.Cell.HiddenSize);
        string mean = cell.Means[gate].Count == 0 ? "" : cell.Means[gate].Average().ToString("0.000", CultureInfo.InvariantCulture);
        return [name, mean, EpochText.Percent(cell.Ends[gate].Lowest / count, 1), EpochText.Percent(cell.Ends[gate].Highest / count, 1)];
    }

    private static IReadOnlyList<ChartLine> Columns(string name, double[] values, int width) =>
        [.. Enumerable.Range(0, Math.Min(width, MostLines)).Select(c => new ChartLine(FormattableString.Invariant($"{name} {c}"), [.. Enumerable.Range(0, values.Length / width).Select(t => ((double)t, values[t * width + c]))]))];

    private static IReadOnlyList<(double, double)> Steps(IReadOnlyList<double> values) => [.. values.Select((value, t) => ((double)t, value))];

    private static string Shown(int width) => width <= MostLines ? "" : FormattableString.Invariant($"The first {MostLines} of {width}.");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
