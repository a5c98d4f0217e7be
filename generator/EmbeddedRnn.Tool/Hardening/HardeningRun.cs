using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;
using NetworkSpec = EmbeddedRnn.Training.NetworkSpec;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>Trains the given network with hard gates, and what is to be compared with it, on the same split with the same options.</summary>
/// <param name="console">Where to show how far it is.</param>
/// <param name="given">The network.</param>
/// <param name="data">The split.</param>
/// <param name="options">How to train.</param>
/// <param name="gates">The hard gates.</param>
/// <param name="seeds">How many seeds, from that of the options.</param>
/// <param name="checkpoints">Where the runs keep their states.</param>
internal sealed class HardeningRun(
    ToolConsole console, Model given, TrainingData data, TrainingOptions options, GateSpec gates, int seeds, RunCheckpoints checkpoints)
{
    private const int UsualSizes = 2;

    private readonly HardeningPace pace = new();

    /// <summary>
    /// The usual comparison: hard gates, two smaller sizes, hard gates in the smallest, and a GRU without a reset gate; with several seeds the
    /// given layers trained anew too.
    /// </summary>
    /// <param name="sizes">Numbers of units to compare with; null for those that cost as much as the hardened network, and between.</param>
    /// <param name="continues">True to begin with the given weights, false to begin anew as the given network did.</param>
    public Comparison Run(IReadOnlyList<int>? sizes, bool continues)
    {
        var points = new List<HardeningPoint> { new(PointKind.Given, "given", [new(given, TrainingSession.Guard(() => Evaluator.Evaluate(given, data.Validation, options.Threads)))]) };
        bool isMade = NetworkSpec.Of(given) is not null;

        // The given size is in the comparison already.
        sizes = sizes?.Where(units => units != Units).Distinct().ToArray();
        bool hasResets = given.AllLayers.OfType<CellLayer>().All(cell => cell is GruLayer);
        Plan(isMade, isMade ? sizes?.Count ?? UsualSizes : 0, isMade ? sizes?.Count ?? 1 : 0, isMade && hasResets);
        if (isMade && seeds > 1) points.Add(Train(PointKind.AsGiven, $"as given, {Units} units", seed => Anew(Units, seed), keep: 0));
        HardeningPoint hardened = Train(PointKind.Hardened, $"hard gates, {Units} units", seed => gates.ApplyTo(continues ? given : Anew(Units, seed)), options.KeepPenalty);
        points.Add(hardened);
        if (!isMade) return new Comparison(points);
        IReadOnlyList<int> smaller = sizes ?? Sizes(hardened.Macs.Mean);
        IReadOnlyList<int> hard = sizes ?? [.. smaller.Take(1)];
        Plan(isMade, smaller.Count, hard.Count, hasResets);
        foreach (int units in smaller) points.Add(Train(PointKind.AsGiven, $"as given, {units} units", seed => Anew(units, seed), keep: 0));
        foreach (int units in hard) points.Add(Train(PointKind.Hardened, $"hard gates, {units} units", seed => gates.ApplyTo(Anew(units, seed)), options.KeepPenalty));
        if (hasResets) points.Add(Train(PointKind.WithoutReset, $"no reset, {Units} units", seed => WithoutReset(gates.ApplyTo(Anew(Units, seed))), options.KeepPenalty));
        return new Comparison(points);
    }

    private int Units => given.AllLayers.OfType<CellLayer>().Max(cell => cell.HiddenSize);

    private void Plan(bool isMade, int smaller, int hard, bool withoutReset) => pace.Runs = seeds * (1 + (isMade && seeds > 1 ? 1 : 0) + smaller + hard + (withoutReset ? 1 : 0));

    private HardeningPoint Train(PointKind kind, string name, Func<ulong, Model> start, double keep) =>
        new(kind, name, [.. Enumerable.Range(0, seeds).Select(i => Train(name, start, keep, options.Seed + (ulong)i))]);

    private HardeningResult Train(string name, Func<ulong, Model> start, double keep, ulong seed)
    {
        string run = seeds == 1 ? name : $"{name}, seed {seed}";
        TrainingOptions own = checkpoints.Apply(run, options with { KeepPenalty = keep, Seed = seed });
        Trainer trainer = TrainingSession.Guard(() => new Trainer(start(seed), data.Training, data.Validation, own));
        TrainingResult result = TrainingSession.Run(console, $"{pace.Done + 1}/{pace.Runs} {run}: ", trainer, everyEpoch: false, remaining: pace.Remaining);
        pace.Done++;
        if (result.Epochs.Count == 0 && !console.Progress.IsShown) console.Output.WriteLine($"{pace.Done}/{pace.Runs} {run}: complete, from its checkpoint");
        return new HardeningResult(result.Model, Evaluator.Evaluate(result.Model, data.Validation, options.Threads));
    }

    /// <summary>The given layers with new weights, the largest cell with so many units and the others in proportion.</summary>
    private Model Anew(int units, ulong seed)
    {
        NetworkSpec spec = NetworkSpec.Of(given, own => Math.Max(1, (int)Math.Round((double)own * units / Units))) ?? throw new ToolException(
            "this network's layers cannot be made anew (convolutions, scalings, initial states, a cell without both biases): add --continue to go on from its weights.");
        return TrainingSession.Guard(() => spec.Make(given.InputSize, seed, given.Name).Model);
    }

    /// <summary>Units of a network as given that costs as much as the hardened one, and of one between.</summary>
    private IReadOnlyList<int> Sizes(double macs)
    {
        int same = Enumerable.Range(1, Units).LastOrDefault(units => Anew(units, options.Seed).AllLayers.OfType<CellLayer>().Sum(cell => cell.MacsPerStep) <= macs, 1);
        return [.. new[] { same, (same + Units + 1) / 2 }.Where(units => units < Units).Distinct()];
    }

    /// <summary>A reset gate that is always 0: hard sigmoid of slope 0.</summary>
    private static Model WithoutReset(Model model) => model.WithCells(cell =>
        cell.With([cell.Functions[0], new ActivationFunction(ActivationKind.HardSigmoid, 0, 0), cell.Functions[2]]));
}
