using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>What a network of the comparison is.</summary>
internal enum PointKind
{
    /// <summary>The given network, as it is.</summary>
    Given,

    /// <summary>Hard gates, trained with them.</summary>
    Hardened,

    /// <summary>The given functions, trained anew: fewer units, or as many where several seeds are compared.</summary>
    AsGiven,

    /// <summary>A GRU without a reset gate and without recurrent weights of its candidate.</summary>
    WithoutReset,
}

/// <summary>A network trained once, measured on the validation part.</summary>
internal sealed record HardeningResult(Model Model, Evaluation Measured);

/// <summary>A network of the comparison: one result for each seed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">In words, for tables.</param>
/// <param name="Results">In the order of the seeds.</param>
internal sealed record HardeningPoint(PointKind Kind, string Name, IReadOnlyList<HardeningResult> Results)
{
    public bool IsLabelled => Results[0].Measured.Accuracy is not null;

    /// <summary>Units of the largest cell.</summary>
    public int Units => Results[0].Model.AllLayers.OfType<CellLayer>().Max(cell => cell.HiddenSize);

    /// <summary>The accuracy, of a series the squared error.</summary>
    public Spread Quality => Spread.Of(Results.Select(QualityOf));

    /// <summary>Multiply-accumulates of the recurrent layers that there are at most.</summary>
    public long DenseMacs => Kind == PointKind.WithoutReset
        ? Results[0].Model.AllLayers.OfType<GruLayer>().Sum(cell => (long)cell.HiddenSize * (2 * cell.InputSize + cell.HiddenSize))
        : Results[0].Measured.RecurrentMacsPerStep;

    /// <summary>Those that remain in a step.</summary>
    public Spread Macs => Spread.Of(Results.Select(MacsOf));

    public double SkippedShare => DenseMacs == 0 ? 0 : 1 - Macs.Mean / DenseMacs;

    /// <summary>The result to take: the best one, of equally good ones that with the least work.</summary>
    public HardeningResult Best => Results.OrderByDescending(r => IsLabelled ? QualityOf(r) : -QualityOf(r)).ThenBy(MacsOf).First();

    private static double QualityOf(HardeningResult result) => result.Measured.Accuracy ?? result.Measured.Loss;

    /// <summary>What remains on average. Without a reset gate a kept unit spares its row of the candidate's input weights.</summary>
    private double MacsOf(HardeningResult result) => Kind == PointKind.WithoutReset
        ? DenseMacs - result.Model.AllLayers.OfType<GruLayer>().Select((cell, i) => KeptShare(result.Measured, i) * cell.HiddenSize * cell.InputSize).Sum()
        : result.Measured.RemainingRecurrentMacsPerStep;

    private static double KeptShare(Evaluation measured, int cell) => measured.Gates.Where(gate => gate.Gate == "update").ElementAt(cell).Highest;
}
