using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>Where one tensor's values lie in the vector of all trainable weights; empty where the layer has no such tensor.</summary>
internal readonly record struct Weights(int Offset, int Count)
{
    public bool Exist => Count > 0;

    public ReadOnlySpan<T> In<T>(T[] vector)
        where T : unmanaged, IFloatingPointIeee754<T> => vector.AsSpan(Offset, Count);

    public Span<T> Gradient<T>(Shard<T> shard)
        where T : unmanaged, IFloatingPointIeee754<T> => shard.Gradient.AsSpan(Offset, Count);
}
