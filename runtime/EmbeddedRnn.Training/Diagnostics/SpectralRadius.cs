using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>
/// The size of a matrix's largest eigenvalue, complex ones included: by Gelfand's formula the limit of |A^n|^(1/n), with n doubled
/// by squaring.
/// </summary>
internal static class SpectralRadius
{
    // n = 2^16: what a matrix grows by before its largest eigenvalue rules is left in the result by its 65,536th root.
    private const int Squarings = 16;

    /// <param name="matrix">Row-major [size, size]; overwritten.</param>
    /// <param name="size">Rows.</param>
    public static double Of(double[] matrix, int size)
    {
        var square = new double[matrix.Length];
        double logarithm = 0;
        double power = 1;
        for (int k = 0; ; k++)
        {
            double norm = 0;
            foreach (double value in matrix) norm += value * value;
            norm = Math.Sqrt(norm);
            if (norm == 0) return 0;
            if (!double.IsFinite(norm)) return norm;
            logarithm += Math.Log(norm) / power;
            if (k == Squarings) return Math.Exp(logarithm);
            for (int i = 0; i < matrix.Length; i++) matrix[i] /= norm;
            Array.Clear(square);
            for (int i = 0; i < size; i++)
            {
                Span<double> to = square.AsSpan(i * size, size);
                for (int j = 0; j < size; j++)
                {
                    double factor = matrix[i * size + j];
                    if (factor == 0) continue;
                    AddScaled(factor, matrix.AsSpan(j * size, size), to);
                }
            }
            (matrix, square) = (square, matrix);
            power *= 2;
        }
    }

    private static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        var scale = new Vector<double>(factor);
        ReadOnlySpan<Vector<double>> from = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> to = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int v = 0; v < to.Length; v++) to[v] = Fused.MultiplyAdd(scale, from[v], to[v]);
        for (int i = to.Length * Vector<double>.Count; i < y.Length; i++) y[i] += factor * x[i];
    }
}
