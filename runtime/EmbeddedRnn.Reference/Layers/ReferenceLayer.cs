using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>One layer of a <see cref="ReferenceNetwork{T}"/> with its state. A new kind of layer is a new class and a line in <see cref="Of"/>.</summary>
internal abstract class ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    protected ReferenceLayer(Layer layer)
    {
        Layer = layer;
        State = new T[layer.StateSize];
    }

    public Layer Layer { get; }

    /// <summary>What is kept from one step to the next; a cell keeps h, then c.</summary>
    public T[] State { get; }

    /// <summary>What the last step gave out; the initial state before the first.</summary>
    public abstract ReadOnlySpan<T> Output { get; }

    /// <summary>The gates of the last step; a layer without gates has none.</summary>
    public virtual IReadOnlyList<Gate<T>> Gates => Array.Empty<Gate<T>>();

    public abstract void Step(ReadOnlySpan<T> input);

    public virtual void Reset() => Array.Clear(State);

    public static ReferenceLayer<T> Of(Layer layer) => layer switch
    {
        RnnLayer rnn => new ReferenceRnn<T>(rnn),
        GruLayer gru => new ReferenceGru<T>(gru),
        LstmLayer lstm => new ReferenceLstm<T>(lstm),
        _ => throw new NotSupportedException($"the reference knows no layer of kind '{layer.Kind}'."),
    };
}
