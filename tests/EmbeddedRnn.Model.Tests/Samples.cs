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
}
