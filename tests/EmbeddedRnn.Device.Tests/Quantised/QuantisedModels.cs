using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Models with the ranges that integer weights need, found in the inputs that the tests give them.</summary>
internal static class QuantisedModels
{
    public static readonly WeightFormat[] Formats = [WeightFormat.Int16, WeightFormat.Int8];

    /// <summary>Every cell with every option.</summary>
    public static IEnumerable<Model> Cells(int inputs, int units) => CellOptions.All.Select((options, i) => Ranged(RandomModels.Create(options, inputs, units, i + 1)));

    /// <summary>Cells whose gates are often exactly 0 or 1.</summary>
    public static IEnumerable<Model> Gated(int count) => Enumerable.Range(0, count).Select(GatedModels.Create)
        .Where(model => model.Layers[0] is not CellLayer cell || cell.Functions[cell is LstmLayer { Coupled: true } ? 1 : 2].Kind != ActivationKind.Relu)
        .Concat(Steps(count)).Select(Ranged);

    /// <summary>A network of cells, dense layers and scalings.</summary>
    public static Model Network(int seed)
    {
        CellLayer first = (CellLayer)RandomModels.Create(CellOptions.Gru(ResetPosition.After), 4, 7, seed).Layers[0];
        CellLayer second = (CellLayer)RandomModels.Create(CellOptions.Lstm(projection: true), 7, 6, seed + 1).Layers[0];
        return Ranged(new Model(
            $"network {seed}",
            new AffineLayer(Tensor(TensorNames.Scale, 1, 4, seed), Tensor(TensorNames.Shift, 1, 4, seed + 1)),
            first, second,
            new DenseLayer(Tensor(TensorNames.Weights, 8, second.OutputSize, seed + 2), Tensor(TensorNames.Bias, 1, 8, seed + 3)),
            new ActivationLayer(8, seed % 2 == 0 ? ActivationFunction.Relu : ActivationFunction.Tanh),
            new AffineLayer(Tensor(TensorNames.Scale, 1, 8, seed + 4), Tensor(TensorNames.Shift, 1, 8, seed + 5)),
            new DenseLayer(Tensor(TensorNames.Weights, 5, 8, seed + 6)),
            new DenseLayer(Tensor(TensorNames.Weights, 3, 5, seed + 7), Tensor(TensorNames.Bias, 1, 3, seed + 8)),
            new ActivationLayer(3, ActivationFunction.Softmax)));
    }

    /// <summary>The model with the ranges of a run over the tests' inputs, and room for any state in [-1, 1].</summary>
    public static Model Ranged(Model model)
    {
        var calibration = new Calibration(model);
        Sequence inputs = Inputs(model, 60);
        calibration.Restart();
        for (int t = 0; t < inputs.Steps; t++) calibration.Step(inputs.Row(t));
        ModelRanges found = calibration.Ranges(0.1);
        return model.WithRanges(new ModelRanges(
            found.Inputs, found.States.Select(s => new StateRange(s.Hidden is { } hidden ? Math.Max(8, hidden) : null, s.Cell is { } cell ? Math.Max(2.5f, cell) : null))));
    }

    public static Sequence Inputs(Model model, int steps) => RandomModels.Inputs(steps, model.InputSize, 3);

    private static IEnumerable<Model> Steps(int count) => Enumerable.Range(0, count).Select(i =>
    {
        CellOptions[] kinds = [.. CellOptions.Cells.Where(c => c.Kind != "rnn")];
        Model model = RandomModels.Create(kinds[i % kinds.Length] with { InitialState = i % 2 == 0 }, 1 + i % 5, 3 + i % 7, 100 + i);
        return model.WithCells(cell => cell.With(cell.Functions.Select((f, k) => cell.IsGate(k) && (i / 12 + k) % 2 == 0 ? ActivationFunction.Step : f).ToArray())).WithName($"step {model.Name}");
    });

    private static Tensor Tensor(string name, int rows, int columns, int seed) =>
        new(name, rows, columns, RandomModels.Inputs(rows, columns, seed).ToSingle());
}
