using System.CommandLine;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>run MODEL --input X --output Y: the network's outputs for a sequence.</summary>
internal static class RunCommand
{
    private const string Help =
        """
        Runs a network over a sequence and writes its outputs as CSV, one time step a row.

        Example:
          embeddedrnn run gesture.safetensors --input x.csv --output y.csv --engine desktop
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var input = new Option<string>("--input") { Description = $"The inputs: {SequenceFiles.Kinds}.", HelpName = "X", Required = true };
        var output = new Option<string>("--output") { Description = "The CSV file to write.", HelpName = "Y.csv", Required = true };
        Option<string?> state = CommonOptions.State();
        var engine = new EngineOption();
        var command = new Command("run", Help) { input, output, state };
        engine.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed => Run(
            console, model.ReadComplete(parsed), engine.Read(parsed), model.File(parsed),
            parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(state)));
        return command;
    }

    private static int Run(ToolConsole console, Model model, EngineKind kind, string modelFile, string input, string output, string? stateFile)
    {
        OutputPath.Check("--output", output, ("the model file", modelFile), ("the inputs", SequenceFiles.FileOf(input)), ("the state", stateFile is null ? null : SequenceFiles.FileOf(stateFile)));
        SequenceCsv.CheckEnding("--output", output);
        Sequence inputs = SequenceFiles.Inputs(input, model);
        float[]? state = SequenceFiles.State(stateFile, model);
        float[] outputs = console.Progress.While(report =>
        {
            report($"starting the {kind.Name} engine", 0);
            using IEngine engine = kind.Start(model, console.Cancellation);
            if (state is not null) engine.SetState(state);
            return EngineRun.Outputs(engine, model, inputs, report, console.Cancellation);
        });
        OutputPath.Write("--output", output, () => SequenceCsv.Write(output, model.OutputSize, outputs, console.Cancellation));
        console.Output.WriteLine($"{model.Name}: {inputs.Steps} step{(inputs.Steps == 1 ? "" : "s")} by the {kind.Name} engine -> {output}");
        return ExitCode.Success;
    }
}
