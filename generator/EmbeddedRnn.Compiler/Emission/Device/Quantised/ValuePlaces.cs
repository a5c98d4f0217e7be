using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// How the 32 bits of a sum are shared between weights and values. 8 bits of weight leave enough for the values as they are. With
/// 16 bits, values of fewer binary places leave room for finer weights; what gives the smaller error is taken.
/// </summary>
internal static class ValuePlaces
{
    private const int MostLost = 4;

    /// <summary>Binary places that the values lose.</summary>
    /// <param name="rows">What a column adds for each 1 of its value, row by row, and what is added anyway.</param>
    /// <param name="format">The weights.</param>
    public static int Lost(IReadOnlyList<(double[] Weights, double Bias)> rows, WeightFormat format) => format == WeightFormat.Int8
        ? 0
        : Enumerable.Range(0, MostLost + 1).OrderBy(lost => rows.Sum(row => Variance(row.Weights, row.Bias, lost))).First();

    // Of rounding weights, half of whose values' range is taken as typical, and of rounding values.
    private static double Variance(double[] weights, double bias, int lost)
    {
        double scale = Math.Max(
            weights.Max(Math.Abs) * (1 << lost) / short.MaxValue,
            (Math.Abs(bias) + Fixed.One * weights.Sum(Math.Abs)) / int.MaxValue);
        double typical = scale * (Fixed.One >> lost) / 2;
        double ofValues = lost == 0 ? 0 : weights.Sum(w => w * w) * (1 << 2 * lost);
        return weights.Length * typical * typical + ofValues;
    }
}
