using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EmbeddedRnn;

/// <summary>A layer's structure as lines of model text: kind, options, sizes. Written and read here alone.</summary>
internal static class LayerText
{
    public static string Structure(Layer layer)
    {
        var text = new StringBuilder();
        foreach (string line in Options(layer)) text.Append(line).Append('\n');
        foreach (Tensor tensor in layer.Tensors) text.Append(TensorHeader(tensor)).Append('\n');
        return text.ToString();
    }

    public static IEnumerable<string> Options(Layer layer)
    {
        yield return $"layer {layer.Kind}";
        switch (layer)
        {
            case RnnLayer { Activation: { } activation }:
                yield return activation == Activation.Relu ? "activation relu" : "activation tanh";
                break;
            case RnnLayer:
                yield return "activation unstated";
                break;
            case GruLayer gru:
                yield return gru.Reset == ResetPosition.After ? "reset after" : "reset before";
                break;
            case LstmLayer { Coupled: true }:
                yield return "coupled yes";
                break;
        }
        yield return "input " + Number(layer.InputSize);
        if (layer is CellLayer cell) yield return "hidden " + Number(cell.HiddenSize);
    }

    public static string TensorHeader(Tensor tensor) => $"tensor {tensor.Name} {Number(tensor.Rows)} {Number(tensor.Columns)}";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes the layer from what its lines said; a wrong value is an exception with the line.</summary>
    public static Layer Build(ModelTextLine start, string kind, Dictionary<string, ModelTextLine> options, CellWeights weights)
    {
        int Size(string key)
        {
            if (!options.TryGetValue(key, out ModelTextLine line)) throw start.Error($"the layer that starts here has no '{key}' line.");
            return line.Integer(1);
        }

        string? Word(string key) => options.TryGetValue(key, out ModelTextLine line) ? line.Word(1) : null;

        System.Exception Wrong(string key, string expected) =>
            (options.TryGetValue(key, out ModelTextLine line) ? line : start).Error($"'{key}' must be {expected}.");

        string own = OwnOption(kind) ?? throw start.Error($"there is no layer kind '{ModelTextLine.Short(kind)}'; known are rnn, gru and lstm.");
        foreach (KeyValuePair<string, ModelTextLine> option in options)
        {
            if (option.Key != "input" && option.Key != "hidden" && option.Key != own)
                throw option.Value.Error($"a layer of kind {kind} has no '{ModelTextLine.Short(option.Key)}'.");
        }
        int input = Size("input");
        int hidden = Size("hidden");
        try
        {
            switch (kind)
            {
                case "rnn":
                    return new RnnLayer(input, hidden, Word("activation") switch
                    {
                        "tanh" => Activation.Tanh,
                        "relu" => Activation.Relu,
                        "unstated" => (Activation?)null,
                        _ => throw Wrong("activation", "tanh, relu or unstated"),
                    }, weights);
                case "gru":
                    return new GruLayer(input, hidden, Word("reset") switch
                    {
                        "after" => ResetPosition.After,
                        "before" => ResetPosition.Before,
                        _ => throw Wrong("reset", "after or before"),
                    }, weights);
                default:
                    return new LstmLayer(input, hidden, Word("coupled") switch
                    {
                        null => false,
                        "yes" => true,
                        _ => throw Wrong("coupled", "yes, or left out"),
                    }, weights);
            }
        }
        catch (System.ArgumentException exception)
        {
            throw start.Error("the layer that starts here does not fit together: " + exception.Message);
        }
    }

    /// <summary>The option that layers of one kind alone have.</summary>
    private static string? OwnOption(string kind) => kind switch
    {
        "rnn" => "activation",
        "gru" => "reset",
        "lstm" => "coupled",
        _ => null,
    };
}
