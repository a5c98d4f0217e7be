using System.Linq;

namespace EmbeddedRnn;

/// <summary>Gives a plain RNN the activation that its file did not carry.</summary>
internal static class ActivationOption
{
    public static Model Apply(Model model, Activation? activation, string file)
    {
        if (activation is not { } given) return model;
        if (!model.Layers.OfType<RnnLayer>().Any())
        {
            throw new ImportException(file, "",
                $"the activation {Word(given)} was given, but it is for a plain RNN and the file holds {string.Join(", ", model.Layers.Select(l => l.Describe()))}.");
        }
        if (model.Layers.OfType<RnnLayer>().FirstOrDefault(l => l.Activation is { } own && own != given) is { Activation: { } stated })
            throw new ImportException(file, "", $"the activation {Word(given)} was given, but the file says {Word(stated)}.");
        return new Model(model.Name, model.Layers.Select(l => l is RnnLayer rnn ? With(rnn, given) : l).ToArray());
    }

    private static RnnLayer With(RnnLayer layer, Activation activation) =>
        new(layer.InputSize, layer.HiddenSize, activation, new CellWeights
        {
            InputWeights = layer.InputWeights,
            RecurrentWeights = layer.RecurrentWeights,
            InputBias = layer.InputBias,
            RecurrentBias = layer.RecurrentBias,
            InitialHidden = layer.InitialHidden,
        });

    private static string Word(Activation activation) => activation == Activation.Relu ? "relu" : "tanh";
}
