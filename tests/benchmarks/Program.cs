using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.OnnxRuntime;
using EmbeddedRnn.Benchmarks.Building;
using EmbeddedRnn.Benchmarks.Precision;
using EmbeddedRnn.Benchmarks.Skipping;
using EmbeddedRnn.Benchmarks.Streams;
using EmbeddedRnn.Benchmarks.Tuning;

namespace EmbeddedRnn.Benchmarks;

/// <summary>The command line; docs/performance.md says how to run it and how to read it.</summary>
internal static class Program
{
    private const string Usage = """
        usage: benchmarks [CELL ...] [--library PATH]   speed of the cells, all without a name: "gru 1,8" "lstm 64,128" ...;
                                                        with ONNX Runtime, where its shared library is given
               benchmarks tables [--library PATH]       all tables of docs/performance.md
               benchmarks picture FILE.md               the table of steps in such a file as a picture, SVG
               benchmarks streams [CELL ...]            streams together beside single steps and the compute roofline
               benchmarks tune [CELL ...]               other plans of the kernels beside the planner's; of any size: "rnn 3,7" "gru 9,100"
               benchmarks precision [CELL ...]          weights of 16 and 8 bits beside float32
               benchmarks skipping DATA [--models FOLDER] [CELL ...]
                                                        hard-gated cells, three of each kind, trained on labelled sequences, with and
                                                        without the work behind closed gates; those that begin with a name: "gru 64";
                                                        the folder keeps what was trained
               benchmarks skipping-costs [CELL ...]     what is saved by the share of gates that are open, by cells' beginnings: "gru-after 8,64"
               benchmarks training                      a training run beside the reference's plain loops
               benchmarks start [--library PATH]        from process start to the first output
               benchmarks edit                          what the generator costs an editor
               benchmarks build                         build time and assembly size
               benchmarks library [OPTION ...]          the same cells under BenchmarkDotNet, with its options
        """;

    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return Run(args);
        }
        catch (Exception exception) when (exception is OrtException or IOException or InvalidDataException or Win32Exception)
        {
            return Refuse(exception.Message);
        }
    }

    private static int Run(string[] args)
    {
        string? library = null;
        if (args is [.., "--library", var path]) (library, args) = (path, args[..^2]);
        switch (args)
        {
            case ["build"]:
                BuildCost.Print();
                return 0;
            case ["streams", .. var cells] when IsOptimised():
                if (cells.FirstOrDefault(a => StreamsCell.All.All(c => c.Name != a)) is { } nowhere) return Refuse($"there is no cell '{nowhere}'; there are {string.Join(", ", StreamsCell.All.Select(c => c.Name))}.");
                using (Core.Pin()) StreamsTable.Print(cells);
                return 0;
            case ["tune", .. var cells] when IsOptimised():
                if (cells.FirstOrDefault(a => TunedCell.Parse(a) is null) is { } missing) return Refuse($"'{missing}' is no cell to tune; those are rnn, gru, gru-before or lstm with inputs and units from 1 to 1024, such as 'gru 9,100'.");
                using (Core.Pin()) TuneTable.Print(cells.Length == 0 ? TunedCell.All : [.. cells.Select(c => TunedCell.Parse(c)!)]);
                return 0;
            case ["precision", .. var cells] when IsOptimised():
                if (cells.FirstOrDefault(a => Cell.All.All(c => c.Name != a)) is { } absent) return Refuse($"there is no cell '{absent}'.");
                using (Core.Pin()) PrecisionTable.Print(cell => cells.Length == 0 || cells.Contains(cell.Name));
                return 0;
            case ["skipping", var data, "--models", var folder, .. var cells] when IsOptimised():
                SkippingTable.Print(data, folder, cells);
                return 0;
            case ["skipping", var data, .. var cells] when IsOptimised():
                SkippingTable.Print(data, null, cells);
                return 0;
            case ["skipping-costs", .. var kinds] when IsOptimised():
                using (Core.Pin()) SkippingCosts.Print(name => kinds.Length == 0 || kinds.Any(k => name.StartsWith(k, StringComparison.Ordinal)));
                return 0;
            case ["training"] when IsOptimised():
                TrainingCost.Print();
                return 0;
            case ["edit"]:
                EditCost.Print();
                Console.WriteLine();
                QuantisedEditCost.Print();
                return 0;
            case ["start"]:
                StartCost.Print(library);
                return 0;
            case ["tables"] when IsOptimised():
                Tables.Print(library);
                return 0;
            case ["picture", var file]:
                Console.Write(SpeedPicture.Draw(File.ReadAllText(file)));
                return 0;
            case ["library", .. var options]:
                return LibraryBenchmarks.Run(options);
            case [] or [not (['-', ..] or "tables" or "picture" or "streams" or "training" or "tune" or "precision" or "skipping" or "skipping-costs"), ..] when IsOptimised():
                if (args.FirstOrDefault(a => Cell.All.All(c => c.Name != a)) is { } unknown)
                    return Refuse($"there is no cell '{unknown}'; there are {string.Join(", ", Cell.All.Select(c => c.Name))}.\n{Usage}");
                using (Core.Pin()) SpeedTable.Print(cell => args.Length == 0 || args.Contains(cell.Name), library);
                return 0;
            default:
                return Refuse(Usage);
        }
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 2;
    }

    /// <summary>Refuses to measure code that the runtime has not optimised yet, or never will.</summary>
    private static bool IsOptimised()
    {
        bool optimised = AppContext.TryGetSwitch("System.Runtime.TieredCompilation.QuickJit", out bool quick) && !quick
            && !typeof(Program).Assembly.GetCustomAttributes<DebuggableAttribute>().Any(a => a.IsJITOptimizerDisabled);
        if (!optimised) Console.Error.WriteLine("run a Release build, with the runtimeconfig.json that lies beside it: this one would measure unoptimised code.");
        return optimised;
    }
}
