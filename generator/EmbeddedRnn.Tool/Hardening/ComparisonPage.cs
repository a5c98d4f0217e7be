using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Tool.Reporting;
using EmbeddedRnn.Tool.Training;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>A <see cref="Comparison"/> as a page, with the front as a picture.</summary>
internal static class ComparisonPage
{
    public static void Write(string file, Comparison comparison)
    {
        bool labelled = comparison.IsLabelled;
        double unit = labelled ? 100 : 1;
        var page = new HtmlPage($"Hard gates for {comparison.Points[0].Best.Model.Name}");
        foreach (string sentence in ComparisonText.Recommendation(comparison)) page.Paragraph(sentence);
        string quality = labelled ? "accuracy" : "squared error";
        page.Charts([(
            new Chart("Quality against work", "multiply-accumulates a step in recurrent layers", labelled ? "validation accuracy, %" : "validation squared error")
            {
                Lines = [new ChartLine("front", [.. comparison.Front.OrderBy(p => p.Macs.Mean).Select(p => (p.Macs.Mean, unit * p.Quality.Mean))])],
                MarkKinds = [.. comparison.Points.Select(p => (p.Name.Split(',')[0], (int)p.Kind + 1)).Distinct()],
                Marks = [.. comparison.Points.Select(p => new ChartMark(ComparisonText.Number(p.Units), p.Macs.Mean, unit * p.Quality.Mean, (int)p.Kind + 1, p == comparison.Recommended, unit * p.Quality.Deviation))],
            },
            $"{(labelled ? "Left and high" : "Left and low")} is better; the line joins what nothing beats in both; the ringed one is recommended. The numbers are units.{(comparison.HasSeveralSeeds ? " Upright lines: one standard deviation over the seeds to each side." : "")}")]);
        page.Heading("All networks");
        page.Table(
            ["network", quality, "skipped", "MACs a step", "of", "on the front"],
            comparison.Points.Select(p => ((IReadOnlyList<string>)[p.Name, ComparisonText.Quality(p), EpochText.Percent(p.SkippedShare, 1), ComparisonText.Macs(p), ComparisonText.Number(p.DenseMacs),
                comparison.Front.Contains(p) ? "yes" : ""], p == comparison.Recommended)));
        page.Paragraph(ComparisonText.Legend(comparison));
        page.Write(file);
    }
}
