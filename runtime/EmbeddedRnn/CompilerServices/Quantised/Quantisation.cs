using System;
using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>The ranges beside the weights that a class with whole-number weights is packed from. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Quantisation
{
    /// <summary>The weights of a model given at run time, then its ranges, or those of the class where it states none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ofClass">The ranges that the class was generated with; empty where it has none.</param>
    /// <exception cref="ArgumentException">Neither states the ranges.</exception>
    public static float[] Weights(Model model, ReadOnlySpan<float> ofClass)
    {
        if (CellRanges.Missing(model) is not { } missing) return WithRanges(ModelFit.Weights(model), CellRanges.Values(model));
        if (!ofClass.IsEmpty) return WithRanges(ModelFit.Weights(model), ofClass);
        throw new ArgumentException($"{missing} in the model '{model.Name}' is not known, which integer weights need: find it with embeddedrnn calibrate.", nameof(model));
    }

    /// <summary>Weights, then ranges.</summary>
    public static float[] WithRanges(ReadOnlySpan<float> weights, ReadOnlySpan<float> ranges)
    {
        var both = new float[weights.Length + ranges.Length];
        weights.CopyTo(both);
        ranges.CopyTo(both.AsSpan(weights.Length));
        return both;
    }
}
