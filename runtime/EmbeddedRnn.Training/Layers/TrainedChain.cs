using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>Layers that feed one another.</summary>
internal sealed class TrainedChain<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainedLayer<T>[] layers;
    private readonly T[][] gradients;
    private readonly int[] steps;

    public TrainedChain(IReadOnlyList<TrainedLayer<T>> layers)
    {
        this.layers = layers.ToArray();
        gradients = this.layers.Select(_ => Array.Empty<T>()).ToArray();
        steps = new int[this.layers.Length + 1];
    }

    public IEnumerable<TrainedLayer<T>> All => layers.SelectMany(l => l.All);

    public ReadOnlySpan<T> Output => layers[^1].Output;

    /// <summary>Steps that come out.</summary>
    public int OutputSteps => steps[^1];

    public void Forward(Shard<T> shard, ReadOnlySpan<T> input, int inputSteps)
    {
        steps[0] = inputSteps;
        for (int k = 0; k < layers.Length; k++)
        {
            layers[k].Forward(shard, k == 0 ? input : layers[k - 1].Output, steps[k]);
            steps[k + 1] = layers[k].OutputSteps(steps[k]);
        }
    }

    public void Backward(Shard<T> shard, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        ReadOnlySpan<T> d = outputGradient;
        for (int k = layers.Length - 1; k >= 0; k--)
        {
            Span<T> next = inputGradient;
            if (k > 0)
            {
                int count = layers[k - 1].Output.Length;
                if (gradients[k].Length < count) gradients[k] = new T[count];
                next = gradients[k].AsSpan(0, count);
            }
            layers[k].Backward(shard, k == 0 ? input : layers[k - 1].Output, d, next, steps[k]);
            d = next;
        }
    }
}
