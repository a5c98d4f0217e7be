using System.Collections.Generic;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>Small networks of several layers, with weights that tell them apart.</summary>
internal static class TestNetworks
{
    /// <summary>Networks that run a step at a time, by name; plain RNNs in them state their activation.</summary>
    public static IReadOnlyDictionary<string, Model> Streaming { get; } = new Dictionary<string, Model>
    {
        ["stacked lstm"] = new("stacked lstm", TestModels.Lstm(3, 7).Layers[0], TestModels.Lstm(7, 5, projection: 2).Layers[0]),
        ["classifier"] = Classifier(),
        ["convolution"] = Convolution(lookAhead: 0),
        ["residual"] = new(
            "residual",
            new AffineLayer(Matrix(TensorNames.Scale, 1, 4, 2f), Matrix(TensorNames.Shift, 1, 4, -0.5f)),
            new ResidualLayer(TestModels.Gru(4, 4).Layers[0], Dense(4, 4)),
            new ActivationLayer(4, ActivationFunction.LeakyRelu, Matrix(TensorNames.Slopes, 1, 4, 0.3f)),
            Dense(4, 1)),
        ["plain"] = Plain(Activation.Tanh),
        ["unusual"] = Unusual(),
        ["one cell"] = TestModels.Gru(3, 4),
        ["no state"] = new("no state", Dense(3, 5), new ActivationLayer(5, ActivationFunction.Relu), Dense(5, 2)),
    };

    /// <summary>Networks that need whole sequences, by name.</summary>
    public static IReadOnlyDictionary<string, Model> Sequential { get; } = new Dictionary<string, Model>
    {
        ["both ways"] = Bidirectional(),
        ["look-ahead"] = Convolution(lookAhead: 1),
        ["reversed"] = new("reversed", new ReversedLayer((CellLayer)TestModels.Gru(3, 4).Layers[0]), Dense(4, 2)),
        ["verdict"] = new("verdict", Bidirectional().Layers[0], Bidirectional().Layers[1], new LastStepLayer(10), Dense(10, 2)),
    };

    /// <summary>A GRU, a read-out, and probabilities.</summary>
    public static Model Classifier(float first = 0.5f) => new(
        "classifier", TestModels.Gru(3, 7, first: first).Layers[0], Dense(7, 4), new ActivationLayer(4, ActivationFunction.Softmax));

    /// <summary>Two plain RNNs, the second within a residual layer.</summary>
    public static Model Plain(Activation? activation) => new(
        "plain", TestModels.Rnn(2, 5, activation).Layers[0], new ResidualLayer(TestModels.Rnn(5, 5, activation).Layers[0]), Dense(5, 1));

    /// <summary>One GRU whose activations are hard and whose sums are clipped.</summary>
    public static Model Unusual()
    {
        var gru = (GruLayer)TestModels.Gru(3, 4).Layers[0];
        return new("unusual", new GruLayer(3, 4, gru.Reset, WeightsOf(gru), new ActivationFunction(ActivationKind.HardSigmoid), ActivationFunction.HardTanh, clip: 0.75f));
    }

    /// <summary>One plain RNN of another activation than the attribute knows.</summary>
    public static Model Sigmoid()
    {
        var rnn = (RnnLayer)TestModels.Rnn(3, 4, Activation.Tanh).Layers[0];
        return new("sigmoid", new RnnLayer(3, 4, ActivationFunction.Sigmoid, WeightsOf(rnn)));
    }

    /// <summary>A convolution before a GRU.</summary>
    private static Model Convolution(int lookAhead) => new(
        "convolution",
        new Conv1dLayer(3, 3, Matrix(TensorNames.Weights, 6, 9, 0.4f), Matrix(TensorNames.Bias, 1, 6, 0.1f), dilation: 2, lookAhead: lookAhead),
        TestModels.Gru(6, 5).Layers[0]);

    /// <summary>A dense layer between an LSTM and one that runs in both directions.</summary>
    private static Model Bidirectional() => new(
        "both ways",
        Dense(3, 4),
        new BidirectionalLayer((CellLayer)TestModels.Lstm(4, 5).Layers[0], (CellLayer)TestModels.Lstm(4, 5).Layers[0]));

    private static CellWeights WeightsOf(CellLayer cell) => new()
    {
        InputWeights = cell.InputWeights,
        RecurrentWeights = cell.RecurrentWeights,
        InputBias = cell.InputBias,
        RecurrentBias = cell.RecurrentBias,
    };

    private static DenseLayer Dense(int inputs, int outputs) =>
        new(Matrix(TensorNames.Weights, outputs, inputs, 0.7f), Matrix(TensorNames.Bias, 1, outputs, -0.2f));

    private static Tensor Matrix(string name, int rows, int columns, float first) => TestModels.Filled(name, rows, columns, first);
}
