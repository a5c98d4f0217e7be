using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// A layer's structure as lines of model text: kind, options, shapes, layers inside. What each kind has is written and read in
/// <see cref="CellText"/>, <see cref="FeedForwardText"/> and <see cref="NestedText"/>.
/// </summary>
internal static class LayerText
{
    private static readonly Dictionary<string, LayerForm> Forms =
        CellText.Forms.Concat(FeedForwardText.Forms).Concat(NestedText.Forms).ToDictionary(f => f.Kind);

    /// <summary>The lines of a layer and of those inside it; a tensor's line comes with the tensor.</summary>
    public static IEnumerable<(string Text, Tensor? Tensor)> Lines(Layer layer)
    {
        LayerForm form = Forms[layer.Kind];
        yield return ("layer " + layer.Kind, null);
        foreach (string option in form.Write(layer)) yield return (option, null);
        if (!form.IsNested)
        {
            foreach (Tensor tensor in layer.Tensors) yield return (TensorHeader(tensor), tensor);
            yield break;
        }
        foreach ((string Text, Tensor? Tensor) line in layer.Inner.SelectMany(Lines)) yield return line;
        yield return (End(layer.Kind), null);
    }

    /// <summary>All lines of a layer but the values, each with its end.</summary>
    public static string Structure(Layer layer) => string.Concat(Lines(layer).Select(l => l.Text + "\n"));

    /// <summary>The line after the layers inside a layer.</summary>
    public static string End(string kind) => "end " + kind;

    public static string TensorHeader(Tensor tensor) => $"tensor {tensor.Name} {Number(tensor.Rows)} {Number(tensor.Columns)}";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a kind of layer consists of; null for a kind that is not known.</summary>
    public static LayerForm? Form(string kind) => Forms.TryGetValue(kind, out LayerForm? form) ? form : null;

    /// <summary>All kinds, for a message.</summary>
    public static string Kinds => string.Join(", ", Forms.Keys);
}
