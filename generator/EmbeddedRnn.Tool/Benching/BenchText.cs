using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Benching.Machine;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>A <see cref="BenchReport"/> for people.</summary>
internal static class BenchText
{
    public static void Write(ToolConsole console, BenchReport report)
    {
        string core = report.Core is { } number ? Invariant($"on core {number}") : "on any core (this operating system keeps no thread on one)";
        console.Output.WriteLine(Invariant($"{report.Model}: {report.MacsPerStep:N0} MACs a step, {report.Rounds} rounds in turns {core}; ns/step: the fastest round; bytes: allocated"));
        var table = new TextTable(
            new TextColumn("code", IsNumber: false), new TextColumn("ns/step"), new TextColumn("median"), new TextColumn("ratio"), new TextColumn("bytes/step"));
        foreach (BenchResult result in report.Results)
        {
            table.Add(
                result.Detail.Length == 0 ? result.Code : $"{result.Code} ({result.Detail})",
                Number(result.Nanoseconds, "N1"), Number(result.MedianNanoseconds, "N1"), Number(result.Ratio, "N2"), Number(result.BytesAllocated, "0.###"));
        }
        console.Write(table);
        if (report.NoHandWritten is not null) console.Output.WriteLine(report.NoHandWritten);
        Roofline roofline = report.Roofline;
        console.Output.WriteLine(Invariant(
            $"roofline: {roofline.Nanoseconds:N1} ns ({roofline.LimitedBy}); a generated step reaches {report.RooflineShare:P0} of it"));
        console.Output.WriteLine(Invariant(
            $"  weights {roofline.WeightNanoseconds:N1} ns ({roofline.Level}: {roofline.LoadBytesPerNanosecond:N0} bytes/ns), arithmetic {roofline.ArithmeticNanoseconds:N1} ns ({roofline.MacsPerNanosecond:N0} MACs/ns, {roofline.ActivationNanoseconds:N3} ns an activation), latency {roofline.LatencyNanoseconds:N1} ns"));
        foreach (BenchResult result in report.Results.Where(r => !r.Settled))
            console.Output.WriteLine($"{result.Code}: no two measurements in a row agreed within 5 %, so these times are uncertain; try again on a machine that does less.");
        foreach (BenchResult result in report.Results.Where(r => r.Unoptimised.Count > 0))
            console.Output.WriteLine($"{result.Code}: the runtime has not optimised {Some(result.Unoptimised)}, so these times are not those of the code; unset DOTNET_ variables that change the compiler.");
    }

    private static string Some(IReadOnlyList<string> names)
    {
        const int Most = 3;
        string more = names.Count > Most ? Invariant($" and {names.Count - Most} more methods") : "";
        return string.Join(", ", names.Take(Most)) + more;
    }

    private static string Invariant(FormattableString text) => text.ToString(InvariantPercent);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>"93 %" in every culture.</summary>
    private static readonly NumberFormatInfo InvariantPercent = new() { PercentPositivePattern = 0, PercentSymbol = "%" };
}
