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

    /// <summary>[columns, rows] of a matrix [rows, columns]: Keras keeps kernels as [inputs, units].</summary>
    public static float[] Transpose(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++) transposed[c * rows + r] = values[r * columns + c];
        }
        return transposed;
    }
}
