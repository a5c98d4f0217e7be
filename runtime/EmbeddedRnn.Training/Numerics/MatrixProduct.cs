using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>y += W x in blocks of rows, so many that a step of them hides the latency of an addition.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
/// <typeparam name="TVector">The type of a vector.</typeparam>
/// <typeparam name="TVectors">What vectors of this type can do.</typeparam>
internal static class MatrixProduct<T, TVector, TVectors>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : unmanaged
    where TVectors : IVectors<T, TVector>
{
    /// <inheritdoc cref="Matrix{T}.MultiplyAdd"/>
    public static void MultiplyAdd(ReadOnlySpan<T> weights, int rows, int columns, ReadOnlySpan<T> x, Span<T> y)
    {
        Debug.Assert(weights.Length == rows * columns && x.Length == columns * Lanes.Count && y.Length == rows * Lanes.Count);
        if (columns == 0) return;
        int width = Lanes.Count / (Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>());
        ref T w = ref MemoryMarshal.GetReference(weights);
        ref TVector x0 = ref Unsafe.As<T, TVector>(ref MemoryMarshal.GetReference(x));
        ref TVector y0 = ref Unsafe.As<T, TVector>(ref MemoryMarshal.GetReference(y));
        for (int v = 0; v < width; v++)
        {
            int row = 0;
            for (; rows - row > 4; row += 8)
                Eight(ref Unsafe.Add(ref w, row * columns), Math.Min(8, rows - row), columns, ref Unsafe.Add(ref x0, v), width, ref Unsafe.Add(ref y0, row * width + v));
            if (row < rows)
                Four(ref Unsafe.Add(ref w, row * columns), rows - row, columns, ref Unsafe.Add(ref x0, v), width, ref Unsafe.Add(ref y0, row * width + v));
        }
    }

    // Beyond the count of rows there is the last one again, whose sum is not stored.
    private static void Eight(ref T w, int count, int columns, ref TVector x, nint width, ref TVector y)
    {
        nint last = count - 1;
        ref T w1 = ref Unsafe.Add(ref w, columns);
        ref T w2 = ref Unsafe.Add(ref w1, columns);
        ref T w3 = ref Unsafe.Add(ref w2, columns);
        ref T w4 = ref Unsafe.Add(ref w3, columns);
        ref T w5 = ref Unsafe.Add(ref w, Math.Min(5, last) * columns);
        ref T w6 = ref Unsafe.Add(ref w, Math.Min(6, last) * columns);
        ref T w7 = ref Unsafe.Add(ref w, Math.Min(7, last) * columns);
        TVector a0 = y, a1 = Unsafe.Add(ref y, width), a2 = Unsafe.Add(ref y, 2 * width), a3 = Unsafe.Add(ref y, 3 * width), a4 = Unsafe.Add(ref y, 4 * width);
        TVector a5 = Unsafe.Add(ref y, Math.Min(5, last) * width), a6 = Unsafe.Add(ref y, Math.Min(6, last) * width), a7 = Unsafe.Add(ref y, Math.Min(7, last) * width);
        for (nint column = 0; column < columns; column++)
        {
            TVector xc = Unsafe.Add(ref x, column * width);
            a0 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w, column)), xc, a0);
            a1 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w1, column)), xc, a1);
            a2 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w2, column)), xc, a2);
            a3 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w3, column)), xc, a3);
            a4 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w4, column)), xc, a4);
            a5 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w5, column)), xc, a5);
            a6 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w6, column)), xc, a6);
            a7 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w7, column)), xc, a7);
        }
        y = a0;
        Unsafe.Add(ref y, width) = a1;
        Unsafe.Add(ref y, 2 * width) = a2;
        Unsafe.Add(ref y, 3 * width) = a3;
        Unsafe.Add(ref y, 4 * width) = a4;
        if (count > 5) Unsafe.Add(ref y, 5 * width) = a5;
        if (count > 6) Unsafe.Add(ref y, 6 * width) = a6;
        if (count > 7) Unsafe.Add(ref y, 7 * width) = a7;
    }

    private static void Four(ref T w, int count, int columns, ref TVector x, nint width, ref TVector y)
    {
        nint last = count - 1;
        ref T w1 = ref Unsafe.Add(ref w, Math.Min(1, last) * columns);
        ref T w2 = ref Unsafe.Add(ref w, Math.Min(2, last) * columns);
        ref T w3 = ref Unsafe.Add(ref w, last * columns);
        TVector a0 = y, a1 = Unsafe.Add(ref y, Math.Min(1, last) * width), a2 = Unsafe.Add(ref y, Math.Min(2, last) * width), a3 = Unsafe.Add(ref y, last * width);
        for (nint column = 0; column < columns; column++)
        {
            TVector xc = Unsafe.Add(ref x, column * width);
            a0 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w, column)), xc, a0);
            a1 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w1, column)), xc, a1);
            a2 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w2, column)), xc, a2);
            a3 = TVectors.MultiplyAdd(TVectors.Fill(Unsafe.Add(ref w3, column)), xc, a3);
        }
        y = a0;
        if (count > 1) Unsafe.Add(ref y, width) = a1;
        if (count > 2) Unsafe.Add(ref y, 2 * width) = a2;
        if (count > 3) Unsafe.Add(ref y, 3 * width) = a3;
    }
}
