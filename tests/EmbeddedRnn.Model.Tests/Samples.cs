using System.Linq;

namespace EmbeddedRnn.Tests;

/// <summary>Small models for tests that need a particular text.</summary>
internal static class Samples
{
    /// <summary>One input, two units, all values exact in binary.</summary>
    public static Model Rnn() => new("tiny", new RnnLayer(1, 2, Activation.Tanh, new CellWeights
    {
        InputWeights = new Tensor(TensorNames.InputWeights, 2, 1, [1f, -0.5f]),
        RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 2, 2, [0.25f, -0f, float.Epsilon, 2f]),
        InputBias = new Tensor(TensorNames.InputBias, 1, 2, [0f, 1.5f]),
        RecurrentBias = new Tensor(TensorNames.RecurrentBias, 1, 2, [-1f, 3f]),
    }));

    /// <summary>An LSTM with every tensor that there is, behind a GRU: every line of the text occurs.</summary>
    public static Model Everything()
    {
        Layer gru = new ModelSpec("gru", 2, 3, 0, 0b001111, 1, "").Build().Layers[0];
        Layer lstm = new ModelSpec("lstm", 3, 2, 1, 0b111111, 2, "").Build().Layers[0];
        return new Model("everything", gru, lstm);
    }

    /// <summary>A small network with every kind of layer, option and place for a function.</summary>
    public static Model Network()
    {
        CellLayer Rnn(int inputs, int units) => (CellLayer)new ModelSpec("rnn", inputs, units, 0, 0b001001, 3, "").Build().Layers[0];
        CellWeights gru = Weights((GruLayer)new ModelSpec("gru", 2, 1, 0, 0b000001, 4, "").Build().Layers[0]);
        CellWeights lstm = Weights((LstmLayer)new ModelSpec("lstm", 2, 1, 0, 0b000000, 5, "").Build().Layers[0]);
        var bidirectional = new BidirectionalLayer(
            Rnn(2, 1),
            new LstmLayer(2, 1, false, lstm, new ActivationFunction(ActivationKind.HardSigmoid), ActivationFunction.Relu, ActivationFunction.Softsign, 3));
        return new Model(
            "network",
            new ResidualLayer(
                new AffineLayer(Tensor(TensorNames.Scale, 1, 2), Tensor(TensorNames.Shift, 1, 2)),
                new ResidualLayer(new GruLayer(2, 1, ResetPosition.After, gru, new ActivationFunction(ActivationKind.ScaledTanh, 0.5f, 2), ActivationFunction.Relu, 0.5f))),
            new Conv1dLayer(1, 3, Tensor(TensorNames.Weights, 2, 3), Tensor(TensorNames.Bias, 1, 2), 2, 1, 1),
            new ReversedLayer(Rnn(2, 2)),
            bidirectional,
            new LastStepLayer(2, true),
            new ActivationLayer(2, ActivationFunction.LeakyRelu, Tensor(TensorNames.Slopes, 1, 2)),
            new DenseLayer(Tensor(TensorNames.Weights, 1, 2)),
            new ActivationLayer(1, new ActivationFunction(ActivationKind.Elu, 0.25f)));
    }

    public static Tensor Tensor(string name, int rows, int columns) =>
        new(name, rows, columns, Enumerable.Range(1, rows * columns).Select(i => i / 8f).ToArray());

    public static CellWeights Weights(CellLayer cell) => new()
    {
        InputWeights = cell.InputWeights,
        RecurrentWeights = cell.RecurrentWeights,
        InputBias = cell.InputBias,
        RecurrentBias = cell.RecurrentBias,
        InitialHidden = cell.InitialHidden,
    };
}
