using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>Layers that feed one another; their states lie one after the other.</summary>
internal sealed class ReferenceChain<T>
    where T : IFloatingPointIeee754<T>
{
    public ReferenceChain(IReadOnlyList<Layer> layers) =>
        Layers = layers.Select((layer, k) => ReferenceLayer<T>.Of(layer, k == 0 ? null : layers[k - 1])).ToArray();

    public IReadOnlyList<ReferenceLayer<T>> Layers { get; }

    public ReadOnlySpan<T> Step(ReadOnlySpan<T> input)
    {
        ReadOnlySpan<T> values = input;
        foreach (ReferenceLayer<T> layer in Layers) values = layer.Step(values);
        return values;
    }

    public T[] Run(T[] inputs)
    {
        T[] values = inputs;
        foreach (ReferenceLayer<T> layer in Layers) values = layer.Run(values);
        return values;
    }

    public void Reset()
    {
        foreach (ReferenceLayer<T> layer in Layers) layer.Reset();
    }

    public void CopyStateTo(Span<T> destination)
    {
        foreach (ReferenceLayer<T> layer in Layers)
        {
            layer.CopyStateTo(destination.Slice(0, layer.Layer.StateSize));
            destination = destination.Slice(layer.Layer.StateSize);
        }
    }

    public void SetState(ReadOnlySpan<T> state)
    {
        foreach (ReferenceLayer<T> layer in Layers)
        {
            layer.SetState(state.Slice(0, layer.Layer.StateSize));
            state = state.Slice(layer.Layer.StateSize);
        }
    }
}
