using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmbeddedRnn.Training;

/// <summary>Products of row-major matrices with columns of lanes. Each sum runs in one fixed order.</summary>
internal static class Matrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y += W x.</summary>
    /// <param name="weights">[rows, columns].</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="columns">Columns of W.</param>
    /// <param name="x">[columns][lanes].</param>
    /// <param name="y">[rows][lanes].</param>
    public static void MultiplyAdd(ReadOnlySpan<T> weights, int rows, int columns, ReadOnlySpan<T> x, Span<T> y)
    {
        if (Lanes.AreWide) MatrixProduct<T, Vector512<T>, WideVectors<T>>.MultiplyAdd(weights, rows, columns, x, y);
        else MatrixProduct<T, Vector<T>, UsualVectors<T>>.MultiplyAdd(weights, rows, columns, x, y);
    }

    /// <summary>The transpose of a row-major [rows, columns] matrix.</summary>
    public static void Transpose(ReadOnlySpan<T> matrix, int rows, int columns, Span<T> transposed)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) transposed[column * rows + row] = matrix[row * columns + column];
        }
    }

    /// <summary>y[row] = bias[row] in every lane.</summary>
    public static void Broadcast(ReadOnlySpan<T> bias, Span<T> y)
    {
        for (int row = 0; row < bias.Length; row++) y.Slice(row * Lanes.Count, Lanes.Count).Fill(bias[row]);
    }

    /// <summary>y[row] += bias[row] in every lane.</summary>
    public static void BroadcastAdd(ReadOnlySpan<T> bias, Span<T> y)
    {
        Span<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(y);
        int width = Lanes.Count / Vector<T>.Count;
        for (int row = 0; row < bias.Length; row++)
        {
            var value = new Vector<T>(bias[row]);
            for (int v = 0; v < width; v++) vectors[row * width + v] += value;
        }
    }
}
