using System;
using System.CommandLine;
using System.IO;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Calibrating;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>calibrate MODEL --input X --output FILE: the ranges of inputs and states, stored in the model.</summary>
internal static class CalibrateCommand
{
    private const string Help =
        """
        Finds the values that a network's inputs and states take and writes a model that says so, which integer weights need (emit --weights int8).
        The reference runs over the data; each range is widened by the margin, and values beyond it will saturate. Ranges that are declared need no data.

        Example:
          embeddedrnn calibrate gesture.safetensors --input x.csv --output gesture.rnn.txt
          embeddedrnn calibrate gesture.safetensors --input-range -1:1 --cell-range 8 --output gesture.rnn.txt
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var input = new Option<string?>("--input") { Description = $"Typical inputs: {SequenceFiles.Kinds}. They run from the model's initial state.", HelpName = "X" };
        var output = new Option<string>("--output") { Description = "The model text to write.", HelpName = "FILE", Required = true };
        var ranges = new RangeOptions();
        var command = new Command("calibrate", Help) { input, output };
        ranges.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed => Calibrate(
            console, model.ReadComplete(parsed), model.File(parsed), parsed.GetValue(input), parsed.GetRequiredValue(output), ranges.Declared(parsed), ranges.Margin(parsed)));
        return command;
    }

    private static int Calibrate(ToolConsole console, Model model, string modelFile, string? input, string output, DeclaredRanges declared, double margin)
    {
        OutputPath.Check("--output", output, ("the model file", modelFile), ("the weights beside the model file", ModelFile.WeightsPath(modelFile)), ("the inputs", input is null ? null : SequenceFiles.FileOf(input)));
        if (input is null && declared.Missing(model) is { } missing)
            throw new ToolException($"{missing} is not known: give data with --input, or declare it with {RangeOptions.InputName}, {RangeOptions.HiddenName} or {RangeOptions.CellName}.");
        try
        {
            var calibration = new Calibration(model);
            if (input is not null) console.Progress.While(report => Run(calibration, SequenceFiles.Inputs(input, model), report, console));
            ModelRanges ranges = declared.Over(calibration.Ranges(margin), model);
            OutputPath.Write("--output", output, () => ModelFile.Write(model.WithRanges(ranges), output, weightsBeside: false));
            console.Output.WriteLine($"{model.Name}: {calibration.Steps} step{(calibration.Steps == 1 ? "" : "s")} -> {output}");
            console.Write(RangeTable.Of(model, ranges, declared));
            return ExitCode.Success;
        }
        catch (ArgumentException exception)
        {
            throw ToolException.From(input ?? modelFile, exception);
        }
    }

    private static int Run(Calibration calibration, Sequence inputs, ReportProgress report, ToolConsole console)
    {
        calibration.Restart();
        for (int t = 0; t < inputs.Steps; t++)
        {
            if (t % 256 == 0)
            {
                console.Cancellation.ThrowIfCancellationRequested();
                report("running", (double)t / inputs.Steps);
            }
            calibration.Step(inputs.Row(t));
        }
        return inputs.Steps;
    }
}
