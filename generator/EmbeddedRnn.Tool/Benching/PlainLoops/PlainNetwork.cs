using System;
using System.Linq;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>A network as one would write it by hand in C#: a dot product a row, then the gates, in float, without vectors and without allocation.</summary>
internal sealed class PlainNetwork
{
    private readonly PlainLayer[] layers;

    public PlainNetwork(Model model) => layers = [.. model.Layers.Select(Of)];

    /// <summary>Why there are no plain loops for a model, or null where there are.</summary>
    public static string? WhyNot(Model model) =>
        model.Layers.FirstOrDefault(layer => !IsKnown(layer)) is { } other ? $"There are no plain loops to compare with for a layer of kind '{other.Kind}'." : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<float> values = input;
        foreach (PlainLayer layer in layers) values = layer.Step(values);
        values.CopyTo(output);
    }

    private static bool IsKnown(Layer layer) => layer is GruLayer or LstmLayer or RnnLayer { Activation: not null };

    private static PlainLayer Of(Layer layer) => layer switch
    {
        RnnLayer rnn => new PlainRnn(rnn),
        GruLayer gru => new PlainGru(gru),
        _ => new PlainLstm((LstmLayer)layer),
    };
}
