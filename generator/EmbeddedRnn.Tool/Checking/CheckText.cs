using System.Globalization;
using System.IO;

namespace EmbeddedRnn.Tool.Checking;

/// <summary>A <see cref="CheckReport"/> for people.</summary>
internal static class CheckText
{
    public static void Write(TextWriter output, CheckReport report)
    {
        string steps = $"{report.Steps} step{(report.Steps == 1 ? "" : "s")}{(report.TeacherForced ? ", each from the state expected before it" : "")}";
        output.WriteLine($"{report.Model}, {report.Engine} engine ({report.EngineDetail}), {steps}");
        output.WriteLine(report.LargestError == 0
            ? "largest error 0"
            : $"largest error {Number(report.LargestError)} at step {report.Step} (from 0), unit {report.Unit}: expected {Number(report.Expected)}, got {Number(report.Actual)}");
        output.WriteLine($"{(report.Within ? "within" : "outside")} the tolerance of {Number(report.Tolerance)}");
        if (report.FirstDivergence is { } first) output.WriteLine(first.Explanation);
    }

    private static string Number(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
