using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>What a pass over one shard of a batch has in common: the weights, where gradients go, which steps of which lane are valid.</summary>
internal sealed class Shard<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] valid = [];

    public Shard(int parameterCount) => Gradient = new T[parameterCount];

    /// <summary>All trainable weights of the network, shared by all shards; read only while a pass runs.</summary>
    public T[] Parameters { get; set; } = [];

    /// <summary>The sum of this shard's gradients.</summary>
    public T[] Gradient { get; }

    /// <summary>Adds up the gradients of weights.</summary>
    public WeightGradient<T> WeightGradient { get; } = new();

    /// <summary>Valid steps of each lane; 0 in a lane that is not used.</summary>
    public int[] Lengths { get; } = new int[Lanes.Count];

    /// <summary>The longest of <see cref="Lengths"/>.</summary>
    public int Steps { get; private set; }

    /// <summary>True where dropout drops.</summary>
    public bool Dropping { get; set; }

    /// <summary>What dropout's random numbers depend on, different for every shard of every update.</summary>
    public ulong DropoutKey { get; set; }

    /// <summary>True to start from the state that the pass before left, false from the network's initial state.</summary>
    public bool Continues { get; set; }

    /// <summary>The weight of the keep penalty for one unit in one step: lambda over the valid steps of the batch; the layer divides by its units.</summary>
    public T Keep { get; set; }

    /// <summary>The penalty that the layers added up in this pass.</summary>
    public double Penalty { get; set; }

    /// <summary>1 in valid steps, 0 in padding: [Steps][lanes].</summary>
    public ReadOnlySpan<T> Valid => valid.AsSpan(0, Steps * Lanes.Count);

    /// <summary>Takes over changed <see cref="Lengths"/>.</summary>
    public void SetLengths()
    {
        Steps = 0;
        foreach (int length in Lengths) Steps = Math.Max(Steps, length);
        if (valid.Length < Steps * Lanes.Count) valid = new T[Steps * Lanes.Count];
        for (int t = 0; t < Steps; t++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++) valid[t * Lanes.Count + lane] = t < Lengths[lane] ? T.One : T.Zero;
        }
    }

    public ReadOnlySpan<T> ValidAt(int step) => valid.AsSpan(step * Lanes.Count, Lanes.Count);
}
