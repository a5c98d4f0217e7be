using System;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.Training;

/// <summary>
/// How values lie in memory while a network trains: [step][value][lane], a lane a sequence. So every operation runs over whole
/// vectors of sequences, whatever the sizes of the layers.
/// </summary>
internal static class Lanes
{
    /// <summary>Sequences in a shard: whole vectors, of float and of double alike.</summary>
    public static readonly int Count = Math.Max(16, 2 * Vector<float>.Count);

    /// <summary>Whether the machine's vectors have 512 bits, which <see cref="Vector{T}"/> does not use.</summary>
    public static bool AreWide => Vector512.IsHardwareAccelerated;
}
