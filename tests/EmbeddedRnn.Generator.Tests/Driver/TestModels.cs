using System.IO;
using System.Linq;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>Small models with weights that tell them apart.</summary>
internal static class TestModels
{
    public static Model Gru(int input, int hidden, ResetPosition reset = ResetPosition.After, bool bias = true, float first = 0.5f, string name = "gesture") =>
        new(name, new GruLayer(input, hidden, reset, Weights(3 * hidden, input, hidden, bias, first)));

    public static Model Rnn(int input, int hidden, Activation? activation, string name = "plain") =>
        new(name, new RnnLayer(input, hidden, activation, Weights(hidden, input, hidden, bias: true, first: 0.5f)));

    public static Model Lstm(int input, int hidden, bool coupled = false, bool peepholes = false, int? projection = null, string name = "long")
    {
        int gates = coupled ? 3 : 4;
        CellWeights weights = Weights(gates * hidden, input, projection ?? hidden, bias: true, first: 0.5f);
        if (peepholes) weights.Peepholes = Filled(TensorNames.Peepholes, gates - 1, hidden, 0.25f);
        if (projection is { } p) weights.Projection = Filled(TensorNames.Projection, p, hidden, 0.25f);
        return new Model(name, new LstmLayer(input, hidden, coupled, weights));
    }

    /// <summary>Cells of 3 inputs and 5 units with another function in each place, and with a clip.</summary>
    public static Model[] WithUnusualActivations()
    {
        ActivationFunction other = ActivationFunction.Softsign;
        CellWeights Of(int gates) => Weights(5 * gates, 3, 5, bias: true, first: 0.5f);
        Layer[] cells =
        [
            new RnnLayer(3, 5, other, Of(1)),
            new RnnLayer(3, 5, Activation.Tanh, Of(1), clip: 1),
            new RnnLayer(3, 5, null, Of(1), clip: 1),
            new GruLayer(3, 5, ResetPosition.After, Of(3), gates: other),
            new GruLayer(3, 5, ResetPosition.After, Of(3), candidate: other),
            new GruLayer(3, 5, ResetPosition.After, Of(3), clip: 1),
            new LstmLayer(3, 5, false, Of(4), gates: other),
            new LstmLayer(3, 5, false, Of(4), candidate: other),
            new LstmLayer(3, 5, false, Of(4), output: other),
            new LstmLayer(3, 5, false, Of(4), clip: 1),
        ];
        return cells.Select(cell => new Model("unusual", cell)).ToArray();
    }

    /// <summary>The model with inputs from -1 to 1.</summary>
    public static Model Ranged(Model model) =>
        model.WithRanges(new ModelRanges(Enumerable.Repeat(new ValueRange(-1, 1), model.InputSize), model.AllLayers.OfType<CellLayer>().Select(_ => StateRange.None)));

    public static Model TwoLayers() => new("stack", Gru(3, 4).Layers[0], Gru(4, 5).Layers[0]);

    /// <summary>The model's text when its weights travel in a binary resource.</summary>
    public static string Binary(Model model) => ModelText.WriteBinary(model, Stream.Null);

    private static CellWeights Weights(int rows, int input, int recurrent, bool bias, float first) => new()
    {
        InputWeights = Filled(TensorNames.InputWeights, rows, input, first),
        RecurrentWeights = Filled(TensorNames.RecurrentWeights, rows, recurrent, -0.125f),
        InputBias = bias ? Filled(TensorNames.InputBias, 1, rows, 1e-7f) : null,
        RecurrentBias = bias ? Filled(TensorNames.RecurrentBias, 1, rows, 0.1f) : null,
    };

    /// <summary>A tensor whose values become smaller.</summary>
    public static Tensor Filled(string name, int rows, int columns, float first) =>
        new(name, rows, columns, Enumerable.Range(0, rows * columns).Select(i => first / (i + 1)).ToArray());
}
