using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks.Precision;

/// <summary>Measures cells with fewer bytes a weight beside their own float32 step and prints, as Markdown, one line a cell.</summary>
internal static class PrecisionTable
{
    private const int Steps = 300;

    private static readonly DesktopOptions[] Options =
    [
        DesktopOptions.Default,
        new DesktopOptions { Weights = WeightFormat.Int16 },
        new DesktopOptions { Weights = WeightFormat.Int8 },
    ];

    /// <summary>Measures the chosen cells.</summary>
    public static void Print(Func<Cell, bool> chosen)
    {
        MarkdownTable table = new("cell", "float32, ns", "int16, ns", "times as fast", "error", "int8, ns", "times as fast", "error", "bytes a step");
        foreach (Cell cell in Cell.All.Where(chosen)) table.Add(Row(cell));
        Console.Write(table.WithoutEmptyColumns());
    }

    private static string[] Row(Cell cell)
    {
        var work = new Workload(cell, RandomModels.TrainedLike(cell.Options, cell.InputSize, cell.HiddenSize, seed: 1));
        IReadOnlyList<StepContender> contenders = VariantContenders.Create(work, [.. Options.Select(o => new Variant(o.Weights.ToString(), o))]);
        IReadOnlyList<Timing> timings = Measurement.Of([.. contenders]);
        string Time(int index) => timings[index].Nanoseconds.ToString(timings[index].Nanoseconds < 1000 ? "F1" : "F0", null);
        string Faster(int index) => $"{timings[0].Nanoseconds / timings[index].Nanoseconds:F2}";
        string Error(int index) => $"{VariantContenders.LargestError(work, new Variant("", Options[index]), Steps):0.0E-0}";
        return [cell.Name, Time(0), Time(1), Faster(1), Error(1), Time(2), Faster(2), Error(2), $"{timings.Max(t => t.BytesAllocated):0.###}"];
    }
}
