using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>A network as one would write it by hand in C#: a dot product a row, then the gates, in float, without vectors and without allocation.</summary>
internal sealed class PlainNetwork(Model model)
{
    private readonly PlainChain layers = new(model.Layers);

    /// <summary>Why there are no plain loops for a model, or null where there are.</summary>
    public static string? WhyNot(Model model) => model.AllLayers.FirstOrDefault(layer => !PlainLayer.IsKnown(layer)) is { } other
        ? $"There are no plain loops to compare with for this kind of layer: {other.Describe()}."
        : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<float> input, Span<float> output) => layers.Step(input).CopyTo(output);
}

/// <summary>Layers that feed one another.</summary>
internal sealed class PlainChain(IEnumerable<Layer> chain) : PlainLayer
{
    private readonly PlainLayer[] layers = [.. chain.Select(Of)];

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        ReadOnlySpan<float> values = input;
        foreach (PlainLayer layer in layers) values = layer.Step(values);
        return values;
    }
}
