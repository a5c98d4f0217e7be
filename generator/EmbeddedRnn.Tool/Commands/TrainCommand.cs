using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>train --data FILE --spec SPEC --output MODEL: a network from data.</summary>
internal static class TrainCommand
{
    private const string Help =
        """
        Trains a small network by back-propagation through time, with the gates that the device will run.
        docs/training.md lists what a spec can say. A .safetensors output keeps layers and gates; any other name gives model text.

        Example:
          embeddedrnn train --data train.safetensors --spec "gru 24 gates=hardsigmoid02 | dense 10 | softmax" --keep 1 --output digits.safetensors
          embeddedrnn train --data series.csv --predict-ahead 1 --spec "gru 16 | dense 1" --output series.rnn.txt
        """;

    public static Command Create(ToolConsole console)
    {
        var data = new DataOptions();
        var spec = new Option<string>("--spec") { Description = "The network: layers apart by |, first to last.", HelpName = "SPEC", Required = true };
        var output = new Option<string>("--output") { Description = "The model file to write.", HelpName = "MODEL", Required = true };
        var learning = new LearningOptions(usualKeep: 0);
        var checkpoint = new CheckpointOptions();
        var records = new RecordOptions();
        var command = new Command("train", Help) { spec, output };
        data.AddTo(command);
        learning.AddTo(command);
        checkpoint.AddTo(command);
        records.AddTo(command);
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(output);
            OutputPath.Check("--output", file, ("the data", data.File(parsed)));
            records.Check(parsed, data.File(parsed), file);
            NetworkSpec network = TrainingSession.Guard(() => NetworkSpec.Parse(parsed.GetRequiredValue(spec)));
            TrainingData sets = data.Read(parsed, learning.ValidationShare(parsed), learning.Seed(parsed), learning.ValidationBlocks(parsed));
            (Model untrained, IReadOnlyList<Dropout> dropouts) = TrainingSession.Guard(() => network.Make(sets.Training.InputSize, learning.Seed(parsed), ModelName.Of(file)));
            TrainingOptions options = checkpoint.Apply(parsed, learning.Read(parsed, sets.IsSeries, dropouts), file);
            TrainingRecord record = Train(console, sets, untrained, options, records.Log(parsed));
            ModelOutput.Write("--output", file, sets.ForRawValues(record.Model), [new("spec", network.Text), .. record.Notes]);
            checkpoint.Complete(parsed, file);
            TrainingText.Write(console, record);
            records.Report(parsed, record);
            console.Output.WriteLine($"-> {file}");
            return ExitCode.Success;
        });
        return command;
    }

    private static TrainingRecord Train(ToolConsole console, TrainingData sets, Model untrained, TrainingOptions options, string? logFile)
    {
        using TrainingLog? log = logFile is null ? null : new TrainingLog(logFile, options.Resume);
        Trainer trainer = TrainingSession.Guard(() => new Trainer(untrained, sets.Training, sets.Validation, options));
        TrainingResult result;
        try
        {
            result = TrainingSession.Run(console, "", trainer, log is null ? null : log.Add);
        }
        catch (OperationCanceledException) when (File.Exists(options.CheckpointPath))
        {
            console.Error.WriteLine($"embeddedrnn: stopped; the same command with --resume goes on from '{options.CheckpointPath}'.");
            throw;
        }
        Evaluation final = Evaluator.Evaluate(result.Model, sets.Validation, options.Threads);
        return new TrainingRecord(result, final, sets, options);
    }
}
