using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Tool.Training;
using EmbeddedRnn.Training;
using NetworkSpec = EmbeddedRnn.Training.NetworkSpec;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>Trains the given network with hard gates, and what is to be compared with it, on the same split with the same options.</summary>
internal sealed class HardeningRun(ToolConsole console, Model given, TrainingData data, TrainingOptions options, GateSpec gates)
{
    /// <summary>The usual comparison: hard gates, two smaller sizes, hard gates in the smallest, and a GRU without a reset gate.</summary>
    /// <param name="sizes">Numbers of units to compare with; null for those that cost as much as the hardened network, and between.</param>
    /// <param name="continues">True to begin with the given weights, false to begin anew as the given network did.</param>
    public Comparison Run(IReadOnlyList<int>? sizes, bool continues)
    {
        var points = new List<HardeningPoint> { new(PointKind.Given, "given", given, TrainingSession.Guard(() => Evaluator.Evaluate(given, data.Validation, options.Threads))) };
        Model start = gates.ApplyTo(continues ? given : Anew(Units));
        points.Add(Train(PointKind.Hardened, $"hard gates, {Units} units", start, options.KeepPenalty));
        if (NetworkSpec.Of(given) is null) return new Comparison(points);
        IReadOnlyList<int> smaller = sizes ?? Sizes(points[1].Macs);
        foreach (int units in smaller) points.Add(Train(PointKind.Smaller, $"as given, {units} units", Anew(units), keep: 0));
        foreach (int units in sizes ?? smaller.Take(1)) points.Add(Train(PointKind.Hardened, $"hard gates, {units} units", gates.ApplyTo(Anew(units)), options.KeepPenalty));
        if (given.AllLayers.OfType<CellLayer>().All(cell => cell is GruLayer))
            points.Add(Train(PointKind.WithoutReset, $"no reset, {Units} units", WithoutReset(gates.ApplyTo(Anew(Units))), options.KeepPenalty));
        return new Comparison(points);
    }

    private int Units => given.AllLayers.OfType<CellLayer>().Max(cell => cell.HiddenSize);

    private HardeningPoint Train(PointKind kind, string name, Model start, double keep)
    {
        Trainer trainer = TrainingSession.Guard(() => new Trainer(start, data.Training, data.Validation, options with { KeepPenalty = keep }));
        Model trained = TrainingSession.Run(console, name + ": ", trainer, everyEpoch: false).Model;
        return new HardeningPoint(kind, name, trained, Evaluator.Evaluate(trained, data.Validation, options.Threads));
    }

    /// <summary>The given layers with new weights, the largest cell with so many units and the others in proportion.</summary>
    private Model Anew(int units)
    {
        NetworkSpec spec = NetworkSpec.Of(given, own => Math.Max(1, (int)Math.Round((double)own * units / Units))) ?? throw new ToolException(
            "this network's layers cannot be made anew (convolutions, scalings, initial states, a cell without both biases): add --continue to go on from its weights.");
        return TrainingSession.Guard(() => spec.Make(given.InputSize, options.Seed, given.Name).Model);
    }

    /// <summary>Units of a network as given that costs as much as the hardened one, and of one between.</summary>
    private IReadOnlyList<int> Sizes(double macs)
    {
        int same = Enumerable.Range(1, Units).LastOrDefault(units => Anew(units).AllLayers.OfType<CellLayer>().Sum(cell => cell.MacsPerStep) <= macs, 1);
        return [.. new[] { same, (same + Units + 1) / 2 }.Where(units => units < Units).Distinct()];
    }

    /// <summary>A reset gate that is always 0: hard sigmoid of slope 0.</summary>
    private static Model WithoutReset(Model model) => model.WithCells(cell =>
        cell.With([cell.Functions[0], new ActivationFunction(ActivationKind.HardSigmoid, 0, 0), cell.Functions[2]]));
}
