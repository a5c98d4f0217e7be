using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>Which networks have hand-written code.</summary>
public static class HandNetwork
{
    /// <summary>Why there is no hand-written code for a model, or null where there is.</summary>
    public static string? WhyNot(Model model) => model.AllLayers.FirstOrDefault(layer => !IsKnown(layer)) is { } other
        ? $"There is no hand-written code to compare with for this kind of layer: {other.Describe()}."
        : null;

    private static bool IsKnown(Layer layer) => layer switch
    {
        RnnLayer rnn => rnn is { HasUsualActivations: true, Activation: not null },
        CellLayer cell => cell.HasUsualActivations,
        ActivationLayer { Slopes: null, Function.Kind: var kind } => kind is ActivationKind.Identity or ActivationKind.Sigmoid or ActivationKind.Tanh or ActivationKind.Relu,
        _ => layer is DenseLayer or AffineLayer or ResidualLayer or LastStepLayer,
    };
}

/// <summary>
/// A network as one would write it by hand in C#: a dot product a row, then the gates, in float and without allocation.
/// </summary>
/// <param name="model">A model for which <see cref="HandNetwork.WhyNot"/> is null.</param>
public sealed class HandNetwork<TArithmetic>(Model model)
    where TArithmetic : struct, IArithmetic
{
    private readonly HandChain<TArithmetic> layers = new(model.Layers);

    /// <summary>One step: [InputSize] in, [OutputSize] out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<float> input, Span<float> output) => layers.Step(input).CopyTo(output);

    /// <summary>To the model's initial state.</summary>
    public void Reset() => layers.Reset();
}

/// <summary>Layers that feed one another.</summary>
internal sealed class HandChain<TArithmetic>(IEnumerable<Layer> chain) : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
{
    private readonly HandLayer<TArithmetic>[] layers = [.. chain.Select(Of)];

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        ReadOnlySpan<float> values = input;
        foreach (HandLayer<TArithmetic> layer in layers) values = layer.Step(values);
        return values;
    }

    public override void Reset()
    {
        foreach (HandLayer<TArithmetic> layer in layers) layer.Reset();
    }
}
