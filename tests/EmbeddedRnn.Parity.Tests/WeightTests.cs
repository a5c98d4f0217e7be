using System;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Weights given, swapped, refused.</summary>
public class WeightTests
{
    public static TheoryData<string> Cells => new(CellCase.Names);

    [Theory]
    [MemberData(nameof(Cells))]
    public void SwappedWeightsTakeEffectAndKeepTheState(string name)
    {
        CellCase cell = CellCase.Create(name);
        CellRuns.Steps(cell, CellRuns.Inputs(cell.Model, 5));
        Model other = RandomModels.Create(CellOptions.Of((CellLayer)cell.Model.Layers[0]), cell.Model.InputSize, ((CellLayer)cell.Model.Layers[0]).HiddenSize, 9);
        cell.Use(other);
        Reference.Parity.Of(other, cell.Cell.Step, cell.Cell.CopyStateTo, cell.Cell.SetState)
            .AgainstReference(RandomModels.Inputs(20, other.InputSize, 1), 1e-6, CellRuns.State(cell)).ThrowIfDiverged();
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void AModelOfAnotherShapeIsRefusedWithBothShapes(string name)
    {
        CellCase cell = CellCase.Create(name);
        var layer = (CellLayer)cell.Model.Layers[0];
        Model other = RandomModels.Create(CellOptions.Of(layer), layer.InputSize + 1, layer.HiddenSize, 9);
        float[] inputs = CellRuns.Inputs(cell.Model, 5);
        ArgumentException error = Assert.Throws<ArgumentException>(() => cell.Use(other));
        Assert.Contains(cell.Model.Layers[0].Structure, error.Message);
        Assert.Contains(other.Layers[0].Structure, error.Message);
        Assert.Equal(CellRuns.Steps(CellCase.Create(name), inputs), CellRuns.Steps(cell, inputs));
    }

    [Fact]
    public void WeightsFromSpansAreThoseOfTheModel()
    {
        CellCase cell = CellCase.Create("LSTM");
        var layer = (LstmLayer)cell.Model.Layers[0];
        PlainLstmCell.PackedWeights weights = PlainLstmCell.PackedWeights.Pack(
            layer.InputWeights.ToArray(), layer.RecurrentWeights.ToArray(), layer.InputBias!.ToArray(), layer.RecurrentBias!.ToArray());
        float[] inputs = CellRuns.Inputs(cell.Model, 10);
        var outputs = new float[10 * cell.Model.OutputSize];
        new PlainLstmCell(weights).Run(inputs, outputs);
        Assert.Equal(CellRuns.Steps(cell, inputs), outputs);
        ArgumentException error = Assert.Throws<ArgumentException>(() => PlainLstmCell.PackedWeights.Pack(new float[3], layer.RecurrentWeights.ToArray(), layer.InputBias!.ToArray(), layer.RecurrentBias!.ToArray()));
        Assert.Contains("input-weights is [64, 5] and needs 320 values, but 3 were given", error.Message);
    }

    [Fact]
    public void NoWeightsIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new TanhCell(null!));
        Assert.Throws<ArgumentNullException>(() => TanhCell.PackedWeights.Pack((Model)null!));
    }
}
