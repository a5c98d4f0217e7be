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

    /// <summary>The given functions with fewer units.</summary>
    Smaller,

    /// <summary>A GRU without a reset gate and without recurrent weights of its candidate.</summary>
    WithoutReset,
}

/// <summary>A network of the comparison, measured on the validation part.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">In words, for tables.</param>
/// <param name="Model">The network.</param>
/// <param name="Measured">On the validation part.</param>
internal sealed record HardeningPoint(PointKind Kind, string Name, Model Model, Evaluation Measured)
{
    /// <summary>Multiply-accumulates of the recurrent layers that there are at most.</summary>
    public long DenseMacs => Kind == PointKind.WithoutReset
        ? Model.AllLayers.OfType<GruLayer>().Sum(cell => (long)cell.HiddenSize * (2 * cell.InputSize + cell.HiddenSize))
        : Measured.RecurrentMacsPerStep;

    /// <summary>Those that remain on average. Without a reset gate a kept unit spares its row of the candidate's input weights.</summary>
    public double Macs => Kind == PointKind.WithoutReset
        ? DenseMacs - Model.AllLayers.OfType<GruLayer>().Select((cell, i) => KeptShare(i) * cell.HiddenSize * cell.InputSize).Sum()
        : Measured.RemainingRecurrentMacsPerStep;

    public double SkippedShare => DenseMacs == 0 ? 0 : 1 - Macs / DenseMacs;

    private double KeptShare(int cell) => Measured.Gates.Where(gate => gate.Gate == "update").ElementAt(cell).Highest;
}
