using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>A <see cref="Comparison"/> for people.</summary>
internal static class ComparisonText
{
    public const string Legend = "skipped: of the recurrent layers' products, in valid steps of the validation part. MACs a step: what is left of them. "
        + "no reset: a GRU without reset gate and without recurrent weights of the candidate. * on the front: none is better in both.";

    private const int BarWidth = 40;

    public static void Write(ToolConsole console, Comparison comparison)
    {
        bool labelled = comparison.Points[0].Measured.Accuracy is not null;
        var table = new TextTable(
            new TextColumn("network", IsNumber: false), new TextColumn(labelled ? "accuracy" : "squared error"), new TextColumn("skipped"), new TextColumn("MACs a step"), new TextColumn("of"),
            new TextColumn("front", IsNumber: false));
        foreach (HardeningPoint point in comparison.Points)
            table.Add(point.Name, Quality(point), EpochText.Percent(point.SkippedShare, 1), Number(point.Macs), Number(point.DenseMacs), comparison.Front.Contains(point) ? "*" : "");
        console.Write(table);
        console.Output.WriteLine();
        console.Output.WriteLine("the front, from the least work to the most:");
        double most = comparison.Points.Max(p => p.Macs);
        foreach (HardeningPoint point in comparison.Front.OrderBy(p => p.Macs))
        {
            string bar = new('#', (int)(BarWidth * point.Macs / most + 0.5));
            console.Output.WriteLine($"  {Quality(point),9}  {bar.PadRight(BarWidth)} {Number(point.Macs),7}  {point.Name}");
        }
        console.Output.WriteLine();
        console.Output.WriteLine(Legend);
        console.Output.WriteLine(Recommendation(comparison));
    }

    public static string Recommendation(Comparison comparison) =>
        $"recommended: {comparison.Recommended.Name}, {Quality(comparison.Recommended)} with {Number(comparison.Recommended.Macs)} MACs a step: the least work among those "
        + (comparison.Points[0].Measured.Accuracy is null ? "whose error is at most 5 % above the given network's." : "that lose at most half a point to the given network.");

    public static string Quality(HardeningPoint point) => point.Measured.Accuracy is { } accuracy
        ? EpochText.Percent(accuracy)
        : point.Measured.Loss.ToString("0.00000", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
