using System;
using System.Globalization;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Budgeting;

/// <summary>A <see cref="BudgetReport"/> for people.</summary>
internal static class BudgetText
{
    private const int BarWidth = 24;

    public static void Write(ToolConsole console, BudgetReport report)
    {
        console.Output.WriteLine($"{report.Model} on {report.Board.Name}: {(report.Fits ? "fits" : "does not fit")}");
        console.Output.WriteLine();
        console.Write(Limits(report));
        console.Output.WriteLine();
        console.Write(Layers(report));
        console.Output.WriteLine();
        BudgetMemory memory = report.Memory;
        string sequence = memory.Sequence == 0 ? "" : $", {Number(memory.Sequence)} of a whole sequence";
        string loading = memory.Loading == 0 ? "" : $" (while it is copied {Number(memory.Loading)} more)";
        console.Output.WriteLine($"memory: {Number(memory.Shared)} copied from static data{loading}, then {Number(memory.Instance)} an instance{sequence}, {Number(memory.Stack)} of stack");
        string least = report.LeastMacsPerStep == report.MacsPerStep ? "" : $", {Number(report.LeastMacsPerStep)} when every gate that can close is closed";
        console.Output.WriteLine($"MACs (multiply-accumulates) a step: {Number(report.MacsPerStep)}{least}");
        console.Output.WriteLine($"time a step: about {Time(report.FromMicroseconds)} to {Time(report.ToMicroseconds)}, an estimate from the interpreter on a desktop core");
        console.Output.WriteLine("flash and memory also hold the core library, the program and the interpreter's own data");
        if (report.Board.Note.Length > 0) console.Output.WriteLine($"{report.Board.Name}: {report.Board.Note}");
        foreach (BudgetFault problem in report.Problems) console.Output.WriteLine($"over: {problem.Message}");
        foreach (string advice in report.Advice) console.Output.WriteLine($"would help: {advice}");
    }

    private static TextTable Limits(BudgetReport report)
    {
        var table = new TextTable(
            new TextColumn("bytes", IsNumber: false), new TextColumn("used"), new TextColumn("limit"), new TextColumn("share"), new TextColumn("", IsNumber: false));
        foreach (BudgetPart part in report.Limits)
        {
            double share = (double)part.Used / part.Limit;
            table.Add(part.Name, Number(part.Used), Number(part.Limit), string.Create(CultureInfo.InvariantCulture, $"{100 * share:N1} %"), Bar(share));
        }
        return table;
    }

    private static TextTable Layers(BudgetReport report)
    {
        var table = new TextTable(
            new TextColumn("layer", IsNumber: false), new TextColumn("shape", IsNumber: false), new TextColumn("IL"), new TextColumn("static"), new TextColumn("MACs"));
        foreach (BudgetStage layer in report.Layers) table.Add(layer.Layer, layer.Shape, Number(layer.IlBytes), Number(layer.StaticBytes), Number(layer.MacsPerStep));
        return table;
    }

    // A bar that is over ends in an arrow.
    private static string Bar(double share) =>
        share > 1 ? new string('#', BarWidth - 1) + ">" : new string('#', (int)Math.Ceiling(share * BarWidth)).PadRight(BarWidth, '.');

    private static string Time(double microseconds) => microseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{microseconds:N0} us")
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000:N1} ms");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
