using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.Machine;
using EmbeddedRnn.Benchmarks.Building;
using EmbeddedRnn.Benchmarks.Precision;
using EmbeddedRnn.Benchmarks.Streams;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Benchmarks;

/// <summary>Everything that docs/performance.md shows, in its order and with its headings.</summary>
internal static class Tables
{
    public static void Print(string? library)
    {
        Heading("Machine");
        string caches = string.Join(", ", CacheLevels.All.Where(l => l.Bytes < long.MaxValue).Select(l => $"{l.Name} {l.Bytes >> 10} KB"));
        Console.WriteLine($"{Processor()}; {caches}{(CacheLevels.AreKnown ? "" : " (assumed)")}; {KernelSelection.Widest}; {RuntimeInformation.FrameworkDescription}; {RuntimeInformation.OSDescription}.");
        Heading("Steps and sequences");
        using (Core.Pin()) SpeedTable.Print(_ => true, library);
        Heading("Streams");
        using (Core.Pin()) StreamsTable.Print([]);
        Heading("Weights of fewer bytes");
        using (Core.Pin()) PrecisionTable.Print(cell => cell.HiddenSize >= 24);
        Heading("Start");
        StartCost.Print(library);
        Heading("In the editor");
        EditCost.Print();
        Console.WriteLine();
        QuantisedEditCost.Print();
        Heading("Building");
        BuildCost.Print();
    }

    private static void Heading(string text) => Console.WriteLine($"\n### {text}\n");

    private static string Processor()
    {
        const string LinuxFile = "/proc/cpuinfo";
        string? model = File.Exists(LinuxFile) ? File.ReadLines(LinuxFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return model?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
