using System.Linq;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Models that state the ranges which integer weights need.</summary>
internal static class QuantisedModels
{
    /// <summary>Inputs within [-1, 1], of which every third is never negative, and room for the hidden states of a ReLU.</summary>
    public static Model Ranged(Model model) => model.WithRanges(new ModelRanges(
        Enumerable.Range(0, model.InputSize).Select(i => i % 3 == 2 ? new ValueRange(0, 1) : new ValueRange(-1, 1)),
        model.AllLayers.OfType<CellLayer>().Select(cell => cell is RnnLayer { Activation: Activation.Relu } ? new StateRange(3) : StateRange.None)));
}
