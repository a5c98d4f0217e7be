using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>The valid steps of each lane in reverse order; padding becomes zero.</summary>
internal static class Reversal
{
    /// <param name="shard">Holds the lengths.</param>
    /// <param name="from">[step][fromSize][lane].</param>
    /// <param name="fromSize">Values of a step in from.</param>
    /// <param name="fromAt">The first value that is taken.</param>
    /// <param name="size">How many values are taken.</param>
    /// <param name="to">[step][toSize][lane]; of padding, the taken values are cleared.</param>
    /// <param name="toSize">Values of a step in to.</param>
    /// <param name="toAt">Where the first value goes.</param>
    /// <param name="steps">All steps.</param>
    public static void Copy<T>(Shard<T> shard, ReadOnlySpan<T> from, int fromSize, int fromAt, int size, Span<T> to, int toSize, int toAt, int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int t = 0; t < steps; t++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                int source = shard.Lengths[lane] - 1 - t;
                for (int i = 0; i < size; i++)
                {
                    to[(t * toSize + toAt + i) * Lanes.Count + lane] =
                        source < 0 ? T.Zero : from[(source * fromSize + fromAt + i) * Lanes.Count + lane];
                }
            }
        }
    }
}
