using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>Layers that feed one another, in a model or inside a layer.</summary>
internal static class LayerChain
{
    /// <summary>Refuses layers that do not feed one another or that are too large together.</summary>
    public static Layer[] Require(Layer[]? layers, string what)
    {
        if (layers is null || layers.Length == 0) throw new ArgumentException($"{what} needs at least one layer.", nameof(layers));
        for (int i = 1; i < layers.Length; i++)
        {
            if (layers[i].InputSize != layers[i - 1].OutputSize)
                throw new ArgumentException($"layer {i + 1} takes {layers[i].InputSize} values, but layer {i} gives {layers[i - 1].OutputSize}.");
        }
        RequireSizes(layers);
        return layers;
    }

    /// <summary>Refuses layers that have too many weights or too large a state together.</summary>
    public static void RequireSizes(IReadOnlyList<Layer> layers)
    {
        if (layers.Sum(l => (long)l.ParameterCount) > int.MaxValue)
            throw new ArgumentException($"the layers have more than {int.MaxValue} weights together.");
        if (layers.Sum(l => (long)l.StateSize) > int.MaxValue)
            throw new ArgumentException($"the layers keep more than {int.MaxValue} values of state together.");
    }

    /// <summary>Refuses what may not stand around a last-step layer.</summary>
    public static void RequireLastStep(Layer[] layers)
    {
        int at = Array.FindIndex(layers, l => l is LastStepLayer);
        if (at < 0) return;
        if (((LastStepLayer)layers[at]).FinalStates && (at == 0 || layers[at - 1] is not (CellLayer or ReversedLayer or BidirectionalLayer)))
            throw new ArgumentException($"layer {at + 1} takes the final states of a cell, but no cell stands before it.");
        for (int i = at + 1; i < layers.Length; i++)
        {
            if (layers[i] is LastStepLayer) throw new ArgumentException($"layer {i + 1} takes the last step, but layer {at + 1} did so already.");
            if (layers[i].StateSize > 0 || layers[i].WhyNotStreaming is not null)
                throw new ArgumentException($"layer {i + 1}, {layers[i].Describe()}, runs over a sequence, but layer {at + 1} leaves its last step only.");
        }
    }

    /// <summary>Which layer cannot run a step at a time, and why; null where all can.</summary>
    public static string? WhyNotStreaming(IReadOnlyList<Layer> layers)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].WhyNotStreaming is { } why) return $"layer {i + 1} ({layers[i].Kind}) {why}";
        }
        return null;
    }
}
