using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>A <see cref="Comparison"/> for people.</summary>
internal static class ComparisonText
{
    private const int BarWidth = 40;

    public static void Write(ToolConsole console, Comparison comparison)
    {
        var table = new TextTable(
            new TextColumn("network", IsNumber: false), new TextColumn(comparison.IsLabelled ? "accuracy" : "squared error"), new TextColumn("skipped"), new TextColumn("MACs a step"), new TextColumn("of"),
            new TextColumn("front", IsNumber: false));
        foreach (HardeningPoint point in comparison.Points)
            table.Add(point.Name, Quality(point), EpochText.Percent(point.SkippedShare, 1), Macs(point), Number(point.DenseMacs), comparison.Front.Contains(point) ? "*" : "");
        console.Write(table);
        console.Output.WriteLine();
        console.Output.WriteLine("the front, from the least work to the most:");
        double most = comparison.Points.Max(p => p.Macs.Mean);
        int width = comparison.Front.Max(p => Quality(p).Length);
        foreach (HardeningPoint point in comparison.Front.OrderBy(p => p.Macs.Mean))
        {
            string bar = new('#', (int)(BarWidth * point.Macs.Mean / most + 0.5));
            console.Output.WriteLine($"  {Quality(point).PadLeft(width)}  {bar.PadRight(BarWidth)} {Number(point.Macs.Mean),7}  {point.Name}");
        }
        console.Output.WriteLine();
        console.Output.WriteLine(Legend(comparison));
        foreach (string sentence in Recommendation(comparison)) console.Output.WriteLine(sentence);
    }

    public static string Legend(Comparison comparison) =>
        "skipped: of the recurrent layers' products, in valid steps of the validation part. MACs a step: what is left of them. "
        + (comparison.HasSeveralSeeds ? $"Means over {comparison.Points.Max(p => p.Results.Count)} seeds ± standard deviation, on one validation part; given: one run. " : "")
        + (comparison.Points.Any(p => p.Kind == PointKind.WithoutReset) ? "no reset: a GRU without reset gate and without recurrent weights of the candidate. " : "")
        + "* on the front: none is better in both.";

    public static IEnumerable<string> Recommendation(Comparison comparison)
    {
        HardeningPoint best = comparison.Recommended;
        string baseline = comparison.Baseline.Kind == PointKind.Given ? "the given network" : $"the mean of {comparison.Baseline.Name}";
        yield return $"recommended: {best.Name}, {Quality(best)} with {Number(best.Macs.Mean)} MACs a step: the least work among those "
            + (comparison.IsLabelled ? $"that lose at most half a point to {baseline}." : $"whose error is at most 5 % above that of {baseline}.");
        if (comparison.BetterWithoutReset is { } better)
            yield return $"{better.Name}: {Quality(better)} with {Number(better.Macs.Mean)} MACs would be less work still, in a cell of its own, which the engines do not have.";
    }

    public static string Quality(HardeningPoint point) => point.IsLabelled
        ? Text(new Spread(100 * point.Quality.Mean, 100 * point.Quality.Deviation), "0.00", point.Results.Count > 1) + " %"
        : Text(point.Quality, "0.00000", point.Results.Count > 1);

    public static string Macs(HardeningPoint point) => Text(point.Macs, "N0", point.Macs.Deviation > 0);

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(Spread spread, string format, bool spreads)
    {
        string mean = spread.Mean.ToString(format, CultureInfo.InvariantCulture);
        return spreads ? $"{mean} ± {spread.Deviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }
}
