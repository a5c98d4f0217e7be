using System.CommandLine;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Reporting;
using EmbeddedRnn.Tool.Training;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>report MODEL --input X --output FILE.html: one page with pictures.</summary>
internal static class ReportCommand
{
    private const string Help =
        """
        Runs a network over a sequence and draws one page: its layers, what its gates do, the range of its state, the work that gates spare.

        Example:
          embeddedrnn report gesture.safetensors --input x.csv --output report.html
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var input = new Option<string>("--input") { Description = $"The inputs: {SequenceFiles.Kinds}.", HelpName = "X", Required = true };
        var output = new Option<string>("--output") { Description = "The page to write.", HelpName = "FILE.html", Required = true };
        var command = new Command("report", Help) { input, output };
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            (string x, string file) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            OutputPath.Check("--output", file, ("the model file", model.File(parsed)), ("the inputs", SequenceFiles.FileOf(x)));
            Model read = model.ReadComplete(parsed);
            Sequence inputs = SequenceFiles.Inputs(x, read);
            ModelRun run = console.Progress.While(report => TrainingSession.Guard(() => ModelRun.Of(read, inputs, report, console.Cancellation)));
            OutputPath.Write("--output", file, () => ModelPage.Write(file, model.File(parsed), x, read, run));
            console.Output.WriteLine($"{read.Name}: {inputs.Steps} step{(inputs.Steps == 1 ? "" : "s")} -> {file}");
            return ExitCode.Success;
        });
        return command;
    }
}
