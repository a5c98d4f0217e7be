using System.CommandLine;
using System.Globalization;
using System.IO;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Evaluating;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>evaluate MODEL --data FILE: accuracy and skipped work on labelled sequences or a series.</summary>
internal static class EvaluateCommand
{
    private const string Help =
        """
        Measures a network on labelled sequences (accuracy) or on a series (error of its prediction), and the work that its gates spare.

        Example:
          embeddedrnn evaluate digits.safetensors --data test.safetensors --engine device
          embeddedrnn evaluate series.rnn.txt --data series.csv --predict-ahead 1 --json
        """;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var data = new DataOptions(cutsSeries: false);
        var engine = new EngineOption();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("evaluate", Help) { json };
        data.AddTo(command);
        engine.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            Model read = model.ReadComplete(parsed);
            EngineKind kind = engine.Read(parsed);
            EvaluationData measured = Read(data, parsed, read);
            (EvaluationReport report, _) = Measured.With(kind, read, measured, console);
            if (parsed.GetValue(json)) JsonOutput.Write(console.Output, report);
            else Write(console, report);
            return ExitCode.Success;
        });
        return command;
    }

    private static EvaluationData Read(DataOptions data, ParseResult parsed, Model model)
    {
        string file = data.File(parsed);
        try
        {
            EvaluationData read = data.Labelled(parsed, model.OutputSize) is { } labelled ? EvaluationData.Of(labelled) : Series(data, parsed);
            if (read.Set.InputSize != model.InputSize)
                throw new ToolException($"{file}: {read.Set.InputSize} values a step, but {model.Name} takes {model.InputSize}.");
            if (read.Set is PredictionSeries && read.Set.OutputSize != model.OutputSize)
                throw new ToolException($"{file}: {read.Set.OutputSize} values a step to predict, but {model.Name} gives {model.OutputSize}.");
            if (read.Set is PredictionSeries && model.OutputsLastStepOnly)
                throw new ToolException($"{file}: a series has a target in every step, but {model.Name} gives the output of the last step only.");
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw DataOptions.Named(file, exception);
        }
    }

    private static EvaluationData Series(DataOptions data, ParseResult parsed)
    {
        (Reference.Sequence series, int ahead) = data.Series(parsed);
        return EvaluationData.Of(series, ahead);
    }

    private static void Write(ToolConsole console, EvaluationReport report)
    {
        string quality = report.Accuracy is { } accuracy
            ? $"accuracy {EpochText.Percent(accuracy)} of {report.Sequences.ToString("N0", CultureInfo.InvariantCulture)} sequences, "
            : "";
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Model}, {report.Engine} engine: {quality}loss {report.Loss:0.0000} ({report.Steps:N0} steps)"));
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"MACs of recurrent layers: {EpochText.Percent(report.SkippedShare, 1)} skipped, {report.MacsPerStep:N0} of {report.DenseMacsPerStep:N0} a step; with all layers {report.NetworkMacsPerStep:N0}"));
    }
}
