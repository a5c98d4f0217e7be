using System;

namespace EmbeddedRnn;

/// <summary>Brings the gates of a foreign layout into the order of <see cref="Model"/>.</summary>
internal static class Blocks
{
    /// <summary>
    /// Reorders the equally long blocks of <paramref name="values"/>: block k of the result is block <paramref name="order"/>[k].
    /// Rows of one gate lie together, so this serves matrices and vectors.
    /// </summary>
    public static float[] Reorder(float[] values, ReadOnlySpan<int> order)
    {
        int length = values.Length / order.Length;
        var reordered = new float[values.Length];
        for (int k = 0; k < order.Length; k++) Array.Copy(values, order[k] * length, reordered, k * length, length);
        return reordered;
    }
}
