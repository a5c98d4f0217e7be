using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>
/// How values lie in memory while a network trains: [step][value][lane], a lane a sequence. So every operation runs over whole
/// vectors of sequences, whatever the sizes of the layers.
/// </summary>
internal static class Lanes
{
    /// <summary>Sequences in a shard: whole pairs of vectors, of float and of double alike.</summary>
    public static readonly int Count = Math.Max(16, 2 * Vector<float>.Count);
}
