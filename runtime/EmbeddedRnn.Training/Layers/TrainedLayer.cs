using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>
/// One layer while it trains: a pass over all steps of a shard, and the pass back. It keeps what the way back needs. All values
/// are [step][value][lane]; buffers grow with the longest sequence and are then used again.
/// </summary>
internal abstract class TrainedLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected TrainedLayer(Layer layer, string name)
    {
        Layer = layer;
        Name = name;
    }

    /// <summary>The layer with its sizes; its weights are the initial ones.</summary>
    public Layer Layer { get; }

    /// <summary>Where it stands, for messages: "layer 2 (gru)".</summary>
    public string Name { get; }

    public virtual int OutputSize => Layer.OutputSize;

    /// <summary>How many steps come out of a number of steps.</summary>
    public virtual int OutputSteps(int steps) => steps;

    /// <summary>The layers inside, this one first where it computes something itself.</summary>
    public virtual IEnumerable<TrainedLayer<T>> All => [this];

    /// <summary>What the last forward pass gave, [step][OutputSize][lane].</summary>
    public abstract ReadOnlySpan<T> Output { get; }

    /// <summary>All steps forward.</summary>
    public abstract void Forward(Shard<T> shard, ReadOnlySpan<T> input, int steps);

    /// <summary>All steps back: adds to the shard's gradient and writes the gradient of the input.</summary>
    /// <param name="shard">The shard of the forward pass.</param>
    /// <param name="input">The input of the forward pass.</param>
    /// <param name="outputGradient">The gradient of the loss by the output; 0 in padding.</param>
    /// <param name="inputGradient">Where the gradient by the input goes; empty where nobody needs it.</param>
    /// <param name="steps">Steps of the input.</param>
    public abstract void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int steps);

    /// <summary>A part of a buffer for some steps, larger than before where it must be.</summary>
    protected static Span<T> Reserve(ref T[] buffer, int steps, int size)
    {
        int count = steps * size * Lanes.Count;
        if (buffer.Length < count) buffer = new T[count];
        return buffer.AsSpan(0, count);
    }
}
