using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>Products of row-major matrices with columns of lanes. Each sum runs in one fixed order.</summary>
internal static class Matrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CacheValues = 1 << 15;

    /// <summary>y += W x.</summary>
    /// <param name="weights">[rows, columns].</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="columns">Columns of W.</param>
    /// <param name="x">[columns][lanes].</param>
    /// <param name="y">[rows][lanes].</param>
    public static void MultiplyAdd(ReadOnlySpan<T> weights, int rows, int columns, ReadOnlySpan<T> x, Span<T> y)
    {
        Debug.Assert(weights.Length == rows * columns && x.Length == columns * Lanes.Count && y.Length == rows * Lanes.Count);
        int width = Lanes.Count / Vector<T>.Count;
        ref T w0 = ref MemoryMarshal.GetReference(weights);
        ref Vector<T> x0 = ref Unsafe.As<T, Vector<T>>(ref MemoryMarshal.GetReference(x));
        ref Vector<T> y0 = ref Unsafe.As<T, Vector<T>>(ref MemoryMarshal.GetReference(y));
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            for (int v = 0; v < width; v += 2)
            {
                // Four rows by two vectors: eight sums at work hide the latency of an addition.
                ref Vector<T> y00 = ref Unsafe.Add(ref y0, row * width + v);
                Vector<T> a0 = y00, a1 = Unsafe.Add(ref y00, 1);
                Vector<T> b0 = Unsafe.Add(ref y00, width), b1 = Unsafe.Add(ref y00, width + 1);
                Vector<T> c0 = Unsafe.Add(ref y00, 2 * width), c1 = Unsafe.Add(ref y00, 2 * width + 1);
                Vector<T> d0 = Unsafe.Add(ref y00, 3 * width), d1 = Unsafe.Add(ref y00, 3 * width + 1);
                ref T w = ref Unsafe.Add(ref w0, row * columns);
                ref Vector<T> xv = ref Unsafe.Add(ref x0, v);
                for (int column = 0; column < columns; column++)
                {
                    Vector<T> x00 = xv, x01 = Unsafe.Add(ref xv, 1);
                    var wa = new Vector<T>(w);
                    a0 = Fused.MultiplyAdd(wa, x00, a0);
                    a1 = Fused.MultiplyAdd(wa, x01, a1);
                    var wb = new Vector<T>(Unsafe.Add(ref w, columns));
                    b0 = Fused.MultiplyAdd(wb, x00, b0);
                    b1 = Fused.MultiplyAdd(wb, x01, b1);
                    var wc = new Vector<T>(Unsafe.Add(ref w, 2 * columns));
                    c0 = Fused.MultiplyAdd(wc, x00, c0);
                    c1 = Fused.MultiplyAdd(wc, x01, c1);
                    var wd = new Vector<T>(Unsafe.Add(ref w, 3 * columns));
                    d0 = Fused.MultiplyAdd(wd, x00, d0);
                    d1 = Fused.MultiplyAdd(wd, x01, d1);
                    w = ref Unsafe.Add(ref w, 1);
                    xv = ref Unsafe.Add(ref xv, width);
                }
                y00 = a0;
                Unsafe.Add(ref y00, 1) = a1;
                Unsafe.Add(ref y00, width) = b0;
                Unsafe.Add(ref y00, width + 1) = b1;
                Unsafe.Add(ref y00, 2 * width) = c0;
                Unsafe.Add(ref y00, 2 * width + 1) = c1;
                Unsafe.Add(ref y00, 3 * width) = d0;
                Unsafe.Add(ref y00, 3 * width + 1) = d1;
            }
        }
        for (; row < rows; row++)
        {
            for (int v = 0; v < width; v += 2)
            {
                ref Vector<T> y00 = ref Unsafe.Add(ref y0, row * width + v);
                Vector<T> a0 = y00, a1 = Unsafe.Add(ref y00, 1);
                for (int column = 0; column < columns; column++)
                {
                    var wa = new Vector<T>(Unsafe.Add(ref w0, row * columns + column));
                    ref Vector<T> xv = ref Unsafe.Add(ref x0, column * width + v);
                    a0 = Fused.MultiplyAdd(wa, xv, a0);
                    a1 = Fused.MultiplyAdd(wa, Unsafe.Add(ref xv, 1), a1);
                }
                y00 = a0;
                Unsafe.Add(ref y00, 1) = a1;
            }
        }
    }

    /// <summary>
    /// G += the sum over steps and lanes of d x^T: the gradient of the weights.
    /// </summary>
    /// <param name="d">[steps][dStride][lanes], of which the first <paramref name="rows"/> values of a step count.</param>
    /// <param name="dStride">Values of a step in d.</param>
    /// <param name="rows">Rows of G.</param>
    /// <param name="x">[steps][columns][lanes].</param>
    /// <param name="columns">Columns of G.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="gradient">G, [rows, columns].</param>
    public static void OuterAdd(ReadOnlySpan<T> d, int dStride, int rows, ReadOnlySpan<T> x, int columns, int steps, Span<T> gradient)
    {
        Debug.Assert(gradient.Length == rows * columns && x.Length >= steps * columns * Lanes.Count);

        // So many steps at once that d and x stay in the cache while every row meets every column.
        int part = Math.Max(8, CacheValues / ((dStride + columns) * Lanes.Count));
        for (int from = 0; from < steps; from += part)
        {
            OuterAddPart(
                d.Slice(from * dStride * Lanes.Count), dStride, rows, x.Slice(from * columns * Lanes.Count), columns, Math.Min(part, steps - from), gradient);
        }
    }

    private static void OuterAddPart(ReadOnlySpan<T> d, int dStride, int rows, ReadOnlySpan<T> x, int columns, int steps, Span<T> gradient)
    {
        Debug.Assert(d.Length >= ((steps - 1) * dStride + rows) * Lanes.Count);
        int width = Lanes.Count / Vector<T>.Count;
        ref Vector<T> d0 = ref Unsafe.As<T, Vector<T>>(ref MemoryMarshal.GetReference(d));
        ref Vector<T> x0 = ref Unsafe.As<T, Vector<T>>(ref MemoryMarshal.GetReference(x));
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            int column = 0;
            for (; column + 2 <= columns; column += 2)
            {
                Vector<T> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, e0 = default, e1 = default;
                ref Vector<T> dt = ref Unsafe.Add(ref d0, row * width);
                ref Vector<T> xt = ref Unsafe.Add(ref x0, column * width);
                for (int t = 0; t < steps; t++)
                {
                    for (int v = 0; v < width; v++)
                    {
                        Vector<T> x00 = Unsafe.Add(ref xt, v), x01 = Unsafe.Add(ref xt, width + v);
                        Vector<T> da = Unsafe.Add(ref dt, v);
                        a0 = Fused.MultiplyAdd(da, x00, a0);
                        a1 = Fused.MultiplyAdd(da, x01, a1);
                        Vector<T> db = Unsafe.Add(ref dt, width + v);
                        b0 = Fused.MultiplyAdd(db, x00, b0);
                        b1 = Fused.MultiplyAdd(db, x01, b1);
                        Vector<T> dc = Unsafe.Add(ref dt, 2 * width + v);
                        c0 = Fused.MultiplyAdd(dc, x00, c0);
                        c1 = Fused.MultiplyAdd(dc, x01, c1);
                        Vector<T> de = Unsafe.Add(ref dt, 3 * width + v);
                        e0 = Fused.MultiplyAdd(de, x00, e0);
                        e1 = Fused.MultiplyAdd(de, x01, e1);
                    }
                    dt = ref Unsafe.Add(ref dt, dStride * width);
                    xt = ref Unsafe.Add(ref xt, columns * width);
                }
                int at = row * columns + column;
                gradient[at] += Vector.Sum(a0);
                gradient[at + 1] += Vector.Sum(a1);
                gradient[at + columns] += Vector.Sum(b0);
                gradient[at + columns + 1] += Vector.Sum(b1);
                gradient[at + 2 * columns] += Vector.Sum(c0);
                gradient[at + 2 * columns + 1] += Vector.Sum(c1);
                gradient[at + 3 * columns] += Vector.Sum(e0);
                gradient[at + 3 * columns + 1] += Vector.Sum(e1);
            }
            for (; column < columns; column++)
            {
                for (int r = row; r < row + 4; r++)
                    gradient[r * columns + column] += Dot(ref d0, dStride, r, ref x0, columns, column, steps, width);
            }
        }
        for (; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                gradient[row * columns + column] += Dot(ref d0, dStride, row, ref x0, columns, column, steps, width);
        }
    }

    /// <summary>g[row] += the sum over steps and lanes of d: the gradient of a bias.</summary>
    public static void SumAdd(ReadOnlySpan<T> d, int dStride, int rows, int steps, Span<T> gradient)
    {
        for (int row = 0; row < rows; row++)
        {
            Vector<T> sum = default;
            for (int t = 0; t < steps; t++)
            {
                ReadOnlySpan<Vector<T>> values = MemoryMarshal.Cast<T, Vector<T>>(d.Slice((t * dStride + row) * Lanes.Count, Lanes.Count));
                foreach (Vector<T> value in values) sum += value;
            }
            gradient[row] += Vector.Sum(sum);
        }
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

    private static T Dot(ref Vector<T> d0, int dStride, int row, ref Vector<T> x0, int columns, int column, int steps, int width)
    {
        Vector<T> sum0 = default, sum1 = default;
        ref Vector<T> dt = ref Unsafe.Add(ref d0, row * width);
        ref Vector<T> xt = ref Unsafe.Add(ref x0, column * width);
        for (int t = 0; t < steps; t++)
        {
            for (int v = 0; v < width; v += 2)
            {
                sum0 = Fused.MultiplyAdd(Unsafe.Add(ref dt, v), Unsafe.Add(ref xt, v), sum0);
                sum1 = Fused.MultiplyAdd(Unsafe.Add(ref dt, v + 1), Unsafe.Add(ref xt, v + 1), sum1);
            }
            dt = ref Unsafe.Add(ref dt, dStride * width);
            xt = ref Unsafe.Add(ref xt, columns * width);
        }
        return Vector.Sum(sum0 + sum1);
    }
}
