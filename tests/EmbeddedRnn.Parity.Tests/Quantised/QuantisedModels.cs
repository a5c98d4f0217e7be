using System;
using System.Linq;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Models that state the ranges which integer weights need.</summary>
internal static class QuantisedModels
{
    /// <summary>Inputs within [-1, 1], of which every third is never negative, and room for the hidden states of a ReLU.</summary>
    public static Model Ranged(Model model) => model.WithRanges(new ModelRanges(
        Enumerable.Range(0, model.InputSize).Select(i => i % 3 == 2 ? new ValueRange(0, 1) : new ValueRange(-1, 1)),
        model.AllLayers.OfType<CellLayer>().Select(cell => cell is RnnLayer { Activation: Activation.Relu } ? new StateRange(3) : StateRange.None)));

    /// <summary>Weights of the size with which training begins, U(-k, k) with k = 1 / sqrt(H), for inputs within [-1, 1].</summary>
    public static Model TrainedLike(CellOptions cell, int inputs, int units, int seed)
    {
        Model wide = RandomModels.Create(cell, inputs, units, seed);
        var layer = (CellLayer)wide.Layers[0];
        Tensor Smaller(Tensor tensor) => new(tensor.Name, tensor.Rows, tensor.Columns, Array.ConvertAll(tensor.ToArray(), v => v / 1.5f));
        CellWeights weights = layer.ToWeights();
        weights.InputWeights = Smaller(layer.InputWeights);
        weights.RecurrentWeights = Smaller(layer.RecurrentWeights);
        return new Model(wide.Name, layer.With(weights)).WithRanges(new ModelRanges(Enumerable.Repeat(new ValueRange(-1, 1), inputs), [StateRange.None]));
    }
}
