using System.CommandLine;
using EmbeddedRnn.Tool.Benching;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>bench MODEL: nanoseconds and bytes a step.</summary>
internal static class BenchCommand
{
    private const int MostSteps = 100_000_000;
    private const string OnnxRuntime = "onnxruntime";

    private const string Help =
        """
        Measures the generated code, compiled in memory, beside hand-written C# that computes the same (plain loops, TensorPrimitives),
        in turns in one process on one core, and beside what the machine can do at best.
        Compare them with one another, not with numbers of another run: a busy machine changes all.

        Example:
          embeddedrnn bench gesture.safetensors
          embeddedrnn bench gesture.onnx --against onnxruntime --library libonnxruntime.so
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        Option<int?> steps = NumberOptions.Count("--steps", "Steps of a round; as many as take about 2 ms unless given.", MostSteps);
        var core = new Option<int?>("--core") { Description = "The core to measure on; the last that this process may use unless given.", HelpName = "N" };
        var against = new Option<string?>("--against") { Description = $"Another runtime to measure beside: \"{OnnxRuntime}\", for an ONNX file.", HelpName = "RUNTIME" };
        var library = new Option<string?>("--library") { Description = "That runtime's shared library.", HelpName = "PATH" };
        Option<bool> json = CommonOptions.Json();
        var weights = new WeightsOption();
        var command = new Command("bench", Help) { steps, core, against, library, json };
        weights.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            string file = model.File(parsed);
            Model read = model.ReadComplete(parsed);
            CheckPeer(parsed.GetValue(against), parsed.GetValue(library));
            var choices = new BenchChoices(parsed.GetValue(steps), parsed.GetValue(core), parsed.GetValue(library), file, weights.Read(parsed));
            BenchReport report = console.Progress.While(progress => Bench.Of(read, choices, progress, console.Cancellation));
            if (parsed.GetValue(json)) JsonOutput.Write(console.Output, report);
            else BenchText.Write(console, report);
            return ExitCode.Success;
        });
        return command;
    }

    private static void CheckPeer(string? against, string? library)
    {
        if (against is not null && against != OnnxRuntime) throw new ToolException($"--against: '{against}' is not known; it must be {OnnxRuntime}.");
        if (against is null && library is not null) throw new ToolException($"--library: say what it is with --against {OnnxRuntime}.");
        if (against is null) return;
        if (library is null) throw new ToolException($"--against {against}: name its shared library with --library PATH (libonnxruntime.so, onnxruntime.dll or libonnxruntime.dylib).");
    }
}
