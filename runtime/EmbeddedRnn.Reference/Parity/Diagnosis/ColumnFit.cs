using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Reference;

/// <summary>A change of many values that is a multiple of one column of a matrix.</summary>
/// <param name="Column">The column.</param>
/// <param name="Factor">The change is this times the column.</param>
internal readonly record struct ColumnFit(int Column, double Factor)
{
    // What may stay unexplained, as a share of the change: room for float rounding, not for a second wrong unit.
    private const double Unexplained = 0.01;

    /// <summary>The columns that explain the change, by least squares; several where the change has few values.</summary>
    public static IEnumerable<ColumnFit> Of(double[] change, Func<int, int, double> matrix, int columns)
    {
        double whole = 0;
        foreach (double d in change) whole += d * d;
        for (int j = 0; j < columns; j++)
        {
            double product = 0;
            double square = 0;
            for (int i = 0; i < change.Length; i++)
            {
                product += change[i] * matrix(i, j);
                square += matrix(i, j) * matrix(i, j);
            }

            // Not so where the column is zero or something is not finite: the comparison with NaN is false.
            if (whole - product * product / square <= Unexplained * Unexplained * whole)
                yield return new ColumnFit(j, product / square);
        }
    }
}
