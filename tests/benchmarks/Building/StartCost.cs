using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>
/// How long a program takes from its start to the first output of an LSTM(64, 128), under the JIT and compiled ahead of time, and
/// the same with ONNX Runtime. All take turns; the smallest times count.
/// </summary>
internal static class StartCost
{
    private const int Rounds = 15;

    public static void Print(string? library)
    {
        string folder = Directory.CreateTempSubdirectory("embeddedrnn-start-").FullName;
        try
        {
            Model model = RandomModels.Contractive(CellOptions.Lstm(), 64, 128, seed: 1);
            File.WriteAllText(Path.Combine(folder, "cell.rnn.txt"), ModelText.Write(model));
            string onnx = Path.Combine(folder, "cell.onnx");
            File.WriteAllBytes(onnx, OnnxCell.Write((CellLayer)model.Layers[0]));

            string project = Path.Combine(Repository.Root, "tests", "benchmarks", "start");
            string models = "-p:ModelFolder=" + folder, output = Path.Combine(folder, "out");
            string[] usual = ["EmbeddedRnn.Benchmarks.Start.csproj", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, models];
            Command.Run(project, "dotnet", ["publish", .. usual, "-p:IlcInstructionSet=native", "-o", output + "/ahead"]);
            Command.Run(project, "dotnet", ["publish", .. usual, "-p:PublishAot=false", "--self-contained", "false", "-o", output + "/jit"]);

            var starts = new List<Start>();
            foreach ((string compiled, string program, string[] arguments) in new[]
            {
                ("JIT", "dotnet", new[] { output + "/jit/EmbeddedRnn.Benchmarks.Start.dll" }),
                ("NativeAOT", output + "/ahead/EmbeddedRnn.Benchmarks.Start", []),
            })
            {
                starts.Add(new Start($"this library, {compiled}", program, arguments));
                if (library is not null) starts.Add(new Start($"ONNX Runtime from C#, {compiled}", program, [.. arguments, Path.GetFullPath(library), onnx]));
            }
            for (int round = 0; round < Rounds; round++) starts.ForEach(s => s.Take());
            var table = new MarkdownTable("LSTM(64,128)", "start to first output, ms", "of it making the network, µs", "first step, µs", "second step, µs", "a step at full speed, µs");
            foreach (Start start in starts) table.Add(start.Row());
            Console.Write(table.WithoutEmptyColumns());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A program and the smallest of its times.</summary>
    private sealed class Start(string name, string program, string[] arguments)
    {
        private double milliseconds = double.PositiveInfinity;
        private double[] microseconds = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity];

        public void Take()
        {
            long started = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string? output = process.StandardOutput.ReadLine();
            double taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            string? times = process.StandardOutput.ReadLine();
            process.WaitForExit();
            if (output is null || times is null || process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
            milliseconds = Math.Min(milliseconds, taken);
            microseconds = [.. times.Split(' ').Zip(microseconds, (text, least) => Math.Min(double.Parse(text, CultureInfo.InvariantCulture), least))];
        }

        public string[] Row() => [name, $"{milliseconds:F1}", .. microseconds.Select(m => m == 0 ? "" : $"{m:F1}")];
    }
}
