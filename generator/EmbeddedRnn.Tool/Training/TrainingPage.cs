using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Reporting;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Training;

/// <summary>A run as a page: losses, how gradients flow back through time, what the gates do.</summary>
internal static class TrainingPage
{
    public static void Write(string file, TrainingRecord record)
    {
        var page = new HtmlPage($"Training of {record.Model.Name}");
        IReadOnlyList<EpochReport> epochs = record.Result.Epochs;
        page.Paragraph(Inspecting.Drawing.Of(record.Model));
        page.Figures(Figures(record));
        if (epochs.Count > 0 && epochs[0].Epoch > 1) page.Paragraph($"The run went on from a checkpoint; the pictures begin with epoch {epochs[0].Epoch}.");
        page.Charts([.. Progress(epochs), .. Flow(epochs), .. Gates(epochs)]);
        page.Heading("Gates on the validation part");
        page.Table(
            ["layer", "gate", "mean", "at the lower end", "at the upper end"],
            record.Final.Gates.Select(g => ((IReadOnlyList<string>)[g.Layer, g.Gate, g.Mean.ToString("0.000", CultureInfo.InvariantCulture), EpochText.Percent(g.Lowest, 1), EpochText.Percent(g.Highest, 1)], false)));
        page.Write(file);
    }

    private static IEnumerable<(string, string)> Figures(TrainingRecord record)
    {
        if (record.Final.Accuracy is { } accuracy) yield return (EpochText.Percent(accuracy), "validation accuracy");
        yield return (record.Final.Loss.ToString("0.0000", CultureInfo.InvariantCulture), "validation loss");
        yield return (EpochText.Percent(record.Final.SkippedShare, 1), "of the recurrent layers' products skipped");
        yield return (record.Final.RemainingRecurrentMacsPerStep.ToString("N0", CultureInfo.InvariantCulture), $"of {record.Final.RecurrentMacsPerStep.ToString("N0", CultureInfo.InvariantCulture)} MACs a step left");
        yield return (record.Options.Seed.ToString(CultureInfo.InvariantCulture), "seed");
    }

    private static IEnumerable<(Chart, string)> Progress(IReadOnlyList<EpochReport> epochs)
    {
        yield return (
            new Chart("Loss", "epoch", "loss") { Logarithmic = true, Lines = Present(Line("training", epochs, e => e.Loss), Line("validation", epochs, e => e.Validation?.Loss)) },
            "Cross-entropy, of a series the squared error, without the keep penalty.");
        yield return (
            new Chart("Accuracy and skipped work", "epoch", "share, %")
            {
                Lines = Present(
                    Line("training accuracy", epochs, e => 100 * e.Accuracy), Line("validation accuracy", epochs, e => 100 * e.Validation?.Accuracy),
                    Line("skipped", epochs, e => 100 * e.Validation?.SkippedShare)),
                From = 0,
            },
            "Skipped: products of the recurrent layers that closed gates spare, on the validation part.");
        yield return (
            new Chart("Norm of the gradient before clipping", "epoch", "norm") { Logarithmic = true, Lines = Present(Line("mean", epochs, e => e.GradientNorm), Line("largest", epochs, e => e.LargestGradientNorm)) },
            "Over the updates of an epoch.");
    }

    private static IEnumerable<(Chart, string)> Flow(IReadOnlyList<EpochReport> epochs)
    {
        if (epochs.Count == 0 || epochs[^1].Flow.Count == 0) yield break;
        for (int cell = 0; cell < epochs[^1].Flow.Count; cell++)
        {
            int index = cell;
            EpochReport[] shown = [.. new[] { 0, epochs.Count / 4, epochs.Count / 2, epochs.Count - 1 }.Distinct().Select(i => epochs[i])];
            yield return (
                new Chart($"Gradient through time, {epochs[^1].Flow[cell].Layer}", "steps before the end", "norm")
                {
                    Logarithmic = true,
                    Lines = [.. shown.Select(e => new ChartLine($"epoch {e.Epoch}", [.. e.Flow[index].Norms.Select((norm, back) => ((double)back, norm))]))],
                },
                "Norm of the loss's gradient by the hidden state. A line that falls says that the past is not learned from (vanishing); one that rises explodes.");
            yield return (
                new Chart($"Spectral radius of the state's Jacobian, {epochs[^1].Flow[cell].Layer}", "epoch", "radius")
                {
                    Lines = [Line("mean", epochs, e => e.Flow[index].SpectralRadius), Line("largest", epochs, e => e.Flow[index].LargestSpectralRadius)],
                    Level = 1,
                },
                "Below 1 gradients fade from step to step, above 1 they can grow.");
        }
    }

    private static IEnumerable<(Chart, string)> Gates(IReadOnlyList<EpochReport> epochs)
    {
        if (epochs.Count == 0 || epochs[0].Validation is not { Gates.Count: > 0 } first) yield break;
        foreach (string layer in first.Gates.Select(g => g.Layer).Distinct())
        {
            int[] gates = [.. Enumerable.Range(0, first.Gates.Count).Where(i => first.Gates[i].Layer == layer)];
            int[] saturating = [.. gates.Where(i => first.Gates[i].Gate != "candidate" || epochs.Any(e => e.Validation?.Gates[i] is { Lowest: > 0 } or { Highest: > 0 }))];
            yield return (
                new Chart($"Mean of the gates, {layer}", "epoch", "mean") { Lines = [.. gates.Select(i => Line(first.Gates[i].Gate, epochs, e => e.Validation?.Gates[i].Mean))] },
                "Over all units and valid steps of the validation part.");
            yield return (
                new Chart($"Saturated gates, {layer}", "epoch", "share of values, %")
                {
                    Lines = [.. saturating.SelectMany(i => new[]
                    {
                        Line($"{first.Gates[i].Gate}, lower end", epochs, e => 100 * e.Validation?.Gates[i].Lowest), Line($"{first.Gates[i].Gate}, upper end", epochs, e => 100 * e.Validation?.Gates[i].Highest),
                    })],
                    From = 0,
                },
                "Exactly at an end of the function's range: what lies behind such a gate can be left out.");
        }
    }

    private static IReadOnlyList<ChartLine> Present(params ChartLine[] lines) => [.. lines.Where(l => l.Points.Any(p => double.IsFinite(p.Y)))];

    private static ChartLine Line(string name, IReadOnlyList<EpochReport> epochs, Func<EpochReport, double?> value) =>
        new(name, [.. epochs.Select(e => ((double)e.Epoch, value(e) ?? double.NaN))]);
}
