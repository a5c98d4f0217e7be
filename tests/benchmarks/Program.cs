using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Benchmarks.Building;
using EmbeddedRnn.Benchmarks.Streams;

namespace EmbeddedRnn.Benchmarks;

/// <summary>The command line; docs/benchmarks.md says how to run it and how to read it.</summary>
internal static class Program
{
    private const string Usage = """
        usage: benchmarks [CELL ...]     speed of the cells, all without a name: "gru 1,8" "lstm 64,128" ...
               benchmarks --streams [CELL ...]   streams together beside single steps and the compute roofline
               benchmarks --build        size and build time of large generated cells
               benchmarks --keystroke    generator time after an edit that does not concern it
        """;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["--build"]:
                BuildCost.Print();
                return 0;
            case ["--keystroke"]:
                KeystrokeCost.Print();
                return 0;
            case ["--streams", ..]:
                if (!IsOptimised()) return 2;
                StreamsTable.Print(args[1..]);
                return 0;
            case [] or [not ['-', ..], ..]:
                if (!IsOptimised()) return 2;
                string? unknown = args.FirstOrDefault(a => Cell.All.All(c => c.Name != a));
                if (unknown is null)
                {
                    SpeedTable.Print(cell => args.Length == 0 || args.Contains(cell.Name));
                    return 0;
                }
                Console.Error.WriteLine($"there is no cell '{unknown}'; there are {string.Join(", ", Cell.All.Select(c => c.Name))}.");
                return 2;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
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
