using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Tool.Hardening;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;
using NetworkSpec = EmbeddedRnn.Training.NetworkSpec;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>harden MODEL --data FILE: the same network with hard gates, beside honest alternatives.</summary>
internal static class HardenCommand
{
    private const string Help =
        """
        Trains a network anew with hard gates and a penalty on work, and compares it on the validation part with the given network, with smaller ones
        as given, and with one without a reset gate: accuracy, skipped work, multiply-accumulates (MACs) a step of the recurrent layers.
        Give the seed and share with which the network was trained, so that its validation part is the same.

        Example:
          embeddedrnn harden float.safetensors --data train.safetensors --output hard.safetensors --report hard.html
          embeddedrnn harden float.safetensors --data train.safetensors --gates z=hardsigmoid02,r=step --keep 0.5 --seeds 5
        """;

    private const string UsualGates = "hardsigmoid02";

    private const int MostSeeds = 100;

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console, changesGates: false);
        var data = new DataOptions();
        var gates = new Option<string>("--gates")
        {
            Description = $"The functions of the gates: one of {GateFamilies.GateWords} for all, or each by its letter, as in \"z=hardsigmoid02,r=step\"; {UsualGates} unless given.",
            HelpName = "GATES",
            DefaultValueFactory = _ => UsualGates,
        };
        var goesOn = new Option<bool>("--continue") { Description = "Begin with the network's own weights instead of anew. Anew is as good or better for a GRU." };
        var units = new Option<string?>("--units") { Description = "Numbers of units to compare with, as in \"10,14\"; those that cost what the hardened network costs, and between, unless given.", HelpName = "N,N" };
        var output = new Option<string?>("--output") { Description = "The model file for the best network with hard gates.", HelpName = "MODEL" };
        var report = new Option<string?>("--report") { Description = "A page with the picture of quality against work.", HelpName = "FILE.html" };
        var learning = new LearningOptions(usualKeep: 1);
        var seeds = NumberOptions.Count("--seeds", "Trains each network with so many seeds, from --seed on, and shows mean and spread; 1 unless given. The validation part is that of --seed.", MostSeeds);
        var checkpoints = new RunCheckpointOptions();
        var command = new Command("harden", Help) { gates, goesOn, units, seeds, output, report };
        data.AddTo(command);
        learning.AddTo(command);
        checkpoints.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            string? file = parsed.GetValue(output), page = parsed.GetValue(report);
            if (file is not null) OutputPath.Check("--output", file, ("the model file", model.File(parsed)), ("the data", data.File(parsed)));
            if (page is not null) OutputPath.Check("--report", page, ("the model file", model.File(parsed)), ("the data", data.File(parsed)), ("the output", file));
            int[]? sizes = parsed.GetValue(units) is { } words ? Sizes(words) : null;
            Model given = model.ReadComplete(parsed);
            GateSpec spec = Gates(parsed.GetRequiredValue(gates), given, model.File(parsed));
            TrainingData sets = data.Read(parsed, learning.ValidationShare(parsed), learning.Seed(parsed), learning.ValidationBlocks(parsed));
            Model inner = sets.IsSeries ? WithoutScaling(given) : given;
            RunCheckpoints runs = checkpoints.Read(parsed, file);
            Comparison comparison = new HardeningRun(console, inner, sets, learning.Read(parsed, sets.IsSeries, []), spec, parsed.GetValue(seeds) ?? 1, runs).Run(sizes, parsed.GetValue(goesOn));
            ComparisonText.Write(console, comparison);
            if (page is not null) OutputPath.Write("--report", page, () => ComparisonPage.Write(page, comparison));
            if (file is not null) Write(console, file, comparison.RecommendedHard, sets);
            runs.Complete();
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(ToolConsole console, string file, HardeningPoint point, TrainingData sets)
    {
        Model best = point.Best.Model;
        string spec = NetworkSpec.Of(best)?.Text ?? "";
        ModelOutput.Write("--output", file, sets.ForRawValues(best.WithName(ModelName.Of(file))), spec.Length == 0 ? [] : [new("spec", spec)]);
        console.Output.WriteLine($"{point.Name}{(point.Results.Count == 1 ? "" : $", the best of {point.Results.Count} seeds")} -> {file}");
    }

    private static GateSpec Gates(string words, Model model, string file)
    {
        try
        {
            GateSpec spec = GateWords.Parse(words);
            if (spec.Without(model) is { Count: > 0 } absent) throw new ToolException($"--gates: {file} has no cell with {string.Join(", ", absent)}; its layers are {model}.");
            if (!model.AllLayers.Any(layer => layer is GruLayer or LstmLayer)) throw new ToolException($"{file}: there is no cell with gates; its layers are {model}.");
            return spec;
        }
        catch (FormatException exception)
        {
            throw new ToolException($"--gates: {exception.Message}", exception);
        }
    }

    private static int[] Sizes(string words) => [.. words.Split(',').Select(word =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= 4096
            ? size
            : throw new ToolException($"--units: '{word}' must be a whole number from 1 to 4096; write several as \"10,14\"."))];

    /// <summary>A series is standardised before it is trained with; the network then needs no scaling of its own.</summary>
    private static Model WithoutScaling(Model model) =>
        model.Layers.Count > 2 && model.Layers[0] is AffineLayer && model.Layers[^1] is AffineLayer ? new Model(model.Name, [.. model.Layers.Skip(1).SkipLast(1)]) : model;
}
