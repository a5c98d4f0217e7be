using System.Linq;

namespace EmbeddedRnn;

/// <summary>Gives a plain RNN the activation that its file did not carry.</summary>
internal static class ActivationOption
{
    public static Model Apply(Model model, Activation? activation, string file)
    {
        if (activation is not { } given) return model;
        RnnLayer[] cells = model.AllLayers.OfType<RnnLayer>().ToArray();
        if (cells.Length == 0)
        {
            throw new ImportException(file, "",
                $"the activation {Word(given)} was given, but it is for a plain RNN and the file holds {string.Join(", ", model.Layers.Select(l => l.Describe()))}.");
        }
        ActivationFunction? function = activation;
        if (cells.FirstOrDefault(l => l.Function is not null && l.Function != function) is { Function: { } stated })
            throw new ImportException(file, "", $"the activation {Word(given)} was given, but the file says {Word(stated)}.");
        return model.WithActivation(given);
    }

    private static string Word(Activation activation) => activation == Activation.Relu ? "relu" : "tanh";

    private static string Word(ActivationFunction function) =>
        function == ActivationFunction.Relu ? "relu" : function == ActivationFunction.Tanh ? "tanh" : function.ToString();
}
