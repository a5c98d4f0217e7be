using System.CommandLine;
using EmbeddedRnn.Tool.Benching;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>bench MODEL: nanoseconds and bytes a step.</summary>
internal static class BenchCommand
{
    private const int MostSteps = 100_000_000;

    private const string Help =
        """
        Measures the generated code, compiled in memory, beside plain loops in C# that compute the same, in turns in one process.
        Compare the two with one another, not with numbers of another run: a busy machine changes both.

        Example:
          embeddedrnn bench gesture.safetensors
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        Option<int?> steps = NumberOptions.Count("--steps", "Steps of a round; as many as take about 2 ms unless given.", MostSteps);
        Option<bool> json = CommonOptions.Json();
        var command = new Command("bench", Help) { steps, json };
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            Model read = model.ReadComplete(parsed);
            BenchReport report = console.Progress.While(progress => Bench.Of(read, parsed.GetValue(steps), progress, console.Cancellation));
            if (parsed.GetValue(json)) JsonOutput.Write(console.Output, report);
            else BenchText.Write(console, report);
            return ExitCode.Success;
        });
        return command;
    }
}
