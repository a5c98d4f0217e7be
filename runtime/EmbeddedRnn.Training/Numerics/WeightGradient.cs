using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>
/// The gradient of weights: sums over steps and lanes of products. Both factors are packed first, step beside step, so that a block
/// of sums reads two streams without gaps whatever the sizes; where they lay, whole steps could fall on one set of the cache.
/// </summary>
internal sealed class WeightGradient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 4;
    private const int Columns = 3;

    // So many steps at once that a block of rows stays in the first-level cache.
    private const int Steps = 64;

    private readonly LaneBuffer<T> d = new();
    private readonly LaneBuffer<T> x = new();
    private readonly LaneBuffer<T> sums = new();

    /// <summary>G += the sum over steps and lanes of d x^T; bias += that of d.</summary>
    /// <param name="gradients">d, [steps][stride][lanes], of which the first <paramref name="rows"/> values of a step count.</param>
    /// <param name="stride">Values of a step in d.</param>
    /// <param name="rows">Rows of G.</param>
    /// <param name="inputs">x, [steps][columns][lanes].</param>
    /// <param name="columns">Columns of G.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="weights">G, [rows, columns].</param>
    /// <param name="bias">[rows], or empty.</param>
    public void Add(ReadOnlySpan<T> gradients, int stride, int rows, ReadOnlySpan<T> inputs, int columns, int steps, Span<T> weights, Span<T> bias)
    {
        Debug.Assert(weights.Length == rows * columns && inputs.Length >= steps * columns * Lanes.Count && (bias.IsEmpty || bias.Length == rows));
        int part = Math.Min(steps, Steps) * Lanes.Count;
        sums.Reserve(Rows * Columns * Lanes.Count);
        d.Reserve(part * Rows);
        x.Reserve(part * ((columns + Columns - 1) / Columns * Columns));
        for (int from = 0; from < steps; from += Steps)
        {
            ReadOnlySpan<T> partOfD = gradients.Slice(from * stride * Lanes.Count);
            ReadOnlySpan<T> partOfX = inputs.Slice(from * columns * Lanes.Count);
            int count = Math.Min(Steps, steps - from);
            if (Lanes.AreWide) Add<System.Runtime.Intrinsics.Vector512<T>, WideVectors<T>>(partOfD, stride, rows, partOfX, columns, count, weights, bias);
            else Add<Vector<T>, UsualVectors<T>>(partOfD, stride, rows, partOfX, columns, count, weights, bias);
        }
    }

    private void Add<TVector, TVectors>(ReadOnlySpan<T> gradients, int stride, int rows, ReadOnlySpan<T> inputs, int columns, int steps, Span<T> weights, Span<T> bias)
        where TVector : unmanaged
        where TVectors : IVectors<T, TVector>
    {
        int width = Lanes.Count / (Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>());
        int units = steps * width;
        Span<TVector> packedD = MemoryMarshal.Cast<T, TVector>(d.AsSpan());
        Span<TVector> packedX = MemoryMarshal.Cast<T, TVector>(x.AsSpan());
        Span<TVector> blockSums = MemoryMarshal.Cast<T, TVector>(sums.AsSpan());
        ReadOnlySpan<TVector> ds = MemoryMarshal.Cast<T, TVector>(gradients);
        ReadOnlySpan<TVector> xs = MemoryMarshal.Cast<T, TVector>(inputs);
        for (int column = 0; column < columns; column += Columns)
            Pack(xs, columns, column, Columns, steps, width, packedX.Slice(column * units, Columns * units));
        for (int row = 0; row < rows; row += Rows)
        {
            Pack(ds, stride, row, Math.Min(Rows, rows - row), Rows, steps, width, packedD);
            if (!bias.IsEmpty) Sum<TVector, TVectors>(packedD.Slice(0, Rows * units), bias.Slice(row, Math.Min(Rows, rows - row)));
            for (int column = 0; column < columns; column += Columns)
            {
                Block<TVector, TVectors>(ref packedD[0], ref packedX[column * units], units, ref blockSums[0]);
                for (int r = row; r < Math.Min(row + Rows, rows); r++)
                {
                    for (int c = column; c < Math.Min(column + Columns, columns); c++)
                        weights[r * columns + c] += TVectors.Sum(blockSums[(r - row) * Columns + c - column]);
                }
            }
        }
    }

    private static void Pack<TVector>(ReadOnlySpan<TVector> from, int stride, int first, int block, int steps, int width, Span<TVector> to)
        where TVector : unmanaged => Pack(from, stride, first, Math.Min(block, stride - first), block, steps, width, to);

    /// <summary>Some values of every step beside one another, [step][vector][block]; 0 beyond their count.</summary>
    private static void Pack<TVector>(ReadOnlySpan<TVector> from, int stride, int first, int count, int block, int steps, int width, Span<TVector> to)
        where TVector : unmanaged
    {
        if (count < block) to.Slice(0, steps * width * block).Clear();
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<TVector> step = from.Slice((t * stride + first) * width, count * width);
            Span<TVector> packed = to.Slice(t * width * block, width * block);
            for (int i = 0; i < count; i++)
            {
                for (int v = 0; v < width; v++) packed[v * block + i] = step[i * width + v];
            }
        }
    }

    private static void Sum<TVector, TVectors>(ReadOnlySpan<TVector> packed, Span<T> sums)
        where TVector : unmanaged
        where TVectors : IVectors<T, TVector>
    {
        for (int i = 0; i < sums.Length; i++)
        {
            TVector sum = default;
            for (int at = i; at < packed.Length; at += Rows) sum = TVectors.Add(sum, packed[at]);
            sums[i] += TVectors.Sum(sum);
        }
    }

    /// <summary>Four rows by three columns: twelve sums at work, and two streams that are read. It calls nothing: around calls the sums would not stay in registers.</summary>
    private static void Block<TVector, TVectors>(ref TVector d, ref TVector x, int units, ref TVector sums)
        where TVector : unmanaged
        where TVectors : IVectors<T, TVector>
    {
        TVector a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        TVector c0 = default, c1 = default, c2 = default, e0 = default, e1 = default, e2 = default;
        for (int i = 0; i < units; i++)
        {
            TVector x0 = x, x1 = Unsafe.Add(ref x, 1), x2 = Unsafe.Add(ref x, 2);
            TVector row = d;
            a0 = TVectors.MultiplyAdd(row, x0, a0);
            a1 = TVectors.MultiplyAdd(row, x1, a1);
            a2 = TVectors.MultiplyAdd(row, x2, a2);
            row = Unsafe.Add(ref d, 1);
            b0 = TVectors.MultiplyAdd(row, x0, b0);
            b1 = TVectors.MultiplyAdd(row, x1, b1);
            b2 = TVectors.MultiplyAdd(row, x2, b2);
            row = Unsafe.Add(ref d, 2);
            c0 = TVectors.MultiplyAdd(row, x0, c0);
            c1 = TVectors.MultiplyAdd(row, x1, c1);
            c2 = TVectors.MultiplyAdd(row, x2, c2);
            row = Unsafe.Add(ref d, 3);
            e0 = TVectors.MultiplyAdd(row, x0, e0);
            e1 = TVectors.MultiplyAdd(row, x1, e1);
            e2 = TVectors.MultiplyAdd(row, x2, e2);
            d = ref Unsafe.Add(ref d, Rows);
            x = ref Unsafe.Add(ref x, Columns);
        }
        sums = a0;
        Unsafe.Add(ref sums, 1) = a1;
        Unsafe.Add(ref sums, 2) = a2;
        Unsafe.Add(ref sums, 3) = b0;
        Unsafe.Add(ref sums, 4) = b1;
        Unsafe.Add(ref sums, 5) = b2;
        Unsafe.Add(ref sums, 6) = c0;
        Unsafe.Add(ref sums, 7) = c1;
        Unsafe.Add(ref sums, 8) = c2;
        Unsafe.Add(ref sums, 9) = e0;
        Unsafe.Add(ref sums, 10) = e1;
        Unsafe.Add(ref sums, 11) = e2;
    }
}
