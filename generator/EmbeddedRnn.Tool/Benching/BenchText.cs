using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>A <see cref="BenchReport"/> for people.</summary>
internal static class BenchText
{
    public static void Write(ToolConsole console, BenchReport report)
    {
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Model}: {report.MacsPerStep:N0} MACs a step, {report.Rounds} rounds in turns; ns/step: the fastest round; bytes: allocated"));
        var table = new TextTable(
            new TextColumn("code", IsNumber: false), new TextColumn("ns/step"), new TextColumn("median"), new TextColumn("ratio"), new TextColumn("bytes/step"));
        double generated = report.Results[0].Nanoseconds;
        foreach (BenchResult result in report.Results)
        {
            table.Add(
                result.Detail.Length == 0 ? result.Code : $"{result.Code} ({result.Detail})",
                Number(result.Nanoseconds, "N1"), Number(result.MedianNanoseconds, "N1"), Number(result.Nanoseconds / generated, "N2"), Number(result.BytesAllocated, "0.###"));
        }
        console.Write(table);
        if (report.NoPlainLoops is not null) console.Output.WriteLine(report.NoPlainLoops);
        foreach (BenchResult result in report.Results.Where(r => !r.Settled))
            console.Output.WriteLine($"{result.Code}: no two measurements in a row agreed within 5 %, so these times are uncertain; try again on a machine that does less.");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
