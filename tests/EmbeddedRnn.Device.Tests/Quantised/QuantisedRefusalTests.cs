using System;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>What integer weights cannot be had for, and what the messages say to do.</summary>
public class QuantisedRefusalTests
{
    private static readonly ValueRange One = new(-1, 1);

    [Fact]
    public void Ranges_that_nothing_proves_must_be_stated()
    {
        Refused(Cell(CellOptions.Gru(ResetPosition.After)), "need the ranges of the inputs", "embeddedrnn calibrate");
        Refused(Declared(Cell(CellOptions.Rnn(Activation.Relu)), StateRange.None), "the hidden state of RNN (ReLU)", "has no bound", "--hidden-range");
        Refused(Declared(Cell(CellOptions.Lstm()), StateRange.None), "the cell state of LSTM", "has no bound", "--cell-range");
        Refused(Declared(Cell(CellOptions.Lstm()), new StateRange(null, 300)), "a cell state of up to 256", "state a narrower one");
        Model gru = Cell(CellOptions.Gru(ResetPosition.After));
        ModelRanges Narrow(float most) => new([One, new ValueRange(0, most), One], [StateRange.None]);
        Refused(gru.WithRanges(Narrow(1e-34f)), "wider than 2E-34", "that of input 2 is 0 to 1E-34", "state a wider one");
        Accepted(gru.WithRanges(Narrow(3e-34f)));
        Accepted(Declared(Cell(CellOptions.Rnn(Activation.Relu)), new StateRange(6)));
        Accepted(Declared(Cell(CellOptions.Lstm()), new StateRange(null, 256)));
        Accepted(Declared(Cell(CellOptions.Lstm(coupled: true)), StateRange.None));
        Accepted(Declared(Cell(CellOptions.Gru(ResetPosition.Before)), StateRange.None));
    }

    [Fact]
    public void Functions_and_layers_that_have_no_integer_form_are_named()
    {
        CellLayer gru = (CellLayer)Cell(CellOptions.Gru(ResetPosition.After)).Layers[0];
        Model With(params ActivationFunction[] functions) => Declared(new Model("m", gru.With(functions)), new StateRange(2));
        Refused(With(ActivationFunction.Tanh, ActivationFunction.Sigmoid, ActivationFunction.Tanh), "for gates of gru a sigmoid", "but tanh is given");
        Refused(With(ActivationFunction.Sigmoid, ActivationFunction.Sigmoid, ActivationFunction.Softplus), "for values of gru tanh", "but softplus is given");
        Refused(Declared(new Model("m", gru.With(gru.ToWeights(), gru.Functions, 0.5f)), StateRange.None), "not possible with a clip");
        Refused(Declared(new Model("m", new ReversedLayer(gru)), StateRange.None), "run a step at a time", "from the last step to the first");
        Refused(Declared(new Model("m", new ResidualLayer(new DenseLayer(new Tensor(TensorNames.Weights, 3, 3, new float[9]))), gru), StateRange.None), "not possible with layer 1, residual");
        Refused(new Model("m", new ActivationLayer(3, ActivationFunction.Tanh)).WithRanges(new ModelRanges([One, One, One], [])), "no weights that could be integers");
        Refused(Declared(new Model("m", gru.With(Changed(gru, float.NaN))), StateRange.None), "NaN or infinite");
        Refused(Declared(new Model("m", gru.With(Changed(gru, 1e6f))), StateRange.None), "the update rows of GRU", "state narrower ranges");
        Refused(Declared(RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 234, 1), StateRange.None), "236 values", "has 237");
        Accepted(Declared(RandomModels.Create(CellOptions.Rnn(Activation.Tanh), 3, 150, 1), StateRange.None), DeviceShape.Rolled);
    }

    [Fact]
    public void A_row_is_refused_for_what_its_rounded_weights_reach()
    {
        // 8168 of 8200 is 126.504 of 127, which int8 rounds up: 16368, within the 16384 that tanh may be taken of, becomes 16400.
        Model Summing(float second) => Declared(
            new Model("m", new RnnLayer(2, 1, Activation.Tanh, new CellWeights
            {
                InputWeights = new Tensor(TensorNames.InputWeights, 1, 2, [8200, second]),
                RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 1, 1, [0]),
            })), StateRange.None);
        DeviceOptions int8 = new() { Weights = WeightFormat.Int8 };
        Assert.Contains("state narrower ranges", Assert.Throws<ArgumentException>(() => DeviceCompiler.Compile(ClassTarget.Parse("A.B"), Summing(8168), int8)).Message);
        Assert.Equal(2, DeviceCompiler.Compile(ClassTarget.Parse("A.B"), Summing(8100), int8).Count);
    }

    private static Model Cell(CellOptions options) => RandomModels.Create(options, 3, 5, 1);

    private static Model Declared(Model model, StateRange range) =>
        model.WithRanges(new ModelRanges(Enumerable.Repeat(One, model.InputSize), model.AllLayers.OfType<CellLayer>().Select(_ => range)));

    private static CellWeights Changed(CellLayer cell, float value)
    {
        CellWeights weights = cell.ToWeights();
        float[] values = cell.InputWeights.ToArray();
        values[0] = value;
        weights.InputWeights = new Tensor(TensorNames.InputWeights, cell.InputWeights.Rows, cell.InputWeights.Columns, values);
        return weights;
    }

    private static void Refused(Model model, params string[] reasons)
    {
        foreach (WeightFormat format in QuantisedModels.Formats)
        {
            string message = Assert.Throws<ArgumentException>(() => DeviceCompiler.Compile(ClassTarget.Parse("Generated.Network"), model, new DeviceOptions { Weights = format })).Message;
            foreach (string reason in reasons) Assert.Contains(reason, message);
        }
    }

    private static void Accepted(Model model, DeviceShape? shape = null)
    {
        foreach (WeightFormat format in QuantisedModels.Formats)
            Assert.Equal(2, DeviceCompiler.Compile(ClassTarget.Parse("Generated.Network"), model, new DeviceOptions { Weights = format, Shape = shape }).Count);
    }
}
