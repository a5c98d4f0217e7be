using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Quantisation;

/// <summary>
/// A row of weights as whole numbers with one scale: real sum = <see cref="Scale"/> * (<see cref="Bias"/> + sum of weight * value), in which
/// no partial sum leaves 32 bits, in whatever order it is added up. That holds for every value within its limit, and is
/// checked here with the rounded weights themselves.
/// </summary>
internal sealed class QuantisedRow
{
    // The scale grows by this until the rounded weights fit as well.
    private const double Coarser = 1.01;

    private QuantisedRow(int[] weights, int bias, double scale) => (Weights, Bias, Scale) = (weights, bias, scale);

    /// <summary>A weight a column.</summary>
    public IReadOnlyList<int> Weights { get; }

    /// <summary>What the sum starts from.</summary>
    public int Bias { get; }

    /// <summary>The real size of 1.</summary>
    public double Scale { get; }

    /// <summary>Quantises a row.</summary>
    /// <param name="weights">What a column adds for each 1 of its value.</param>
    /// <param name="bias">What is added whatever the values are.</param>
    /// <param name="largestWeight">127 for 8 bits, 32,767 for 16.</param>
    /// <param name="limit">The largest magnitude of a value.</param>
    /// <param name="step">Where the sum is rounded down to a multiple of this, half of it is added to round to the nearest; 0 where it is not.</param>
    public static QuantisedRow Of(IReadOnlyList<double> weights, double bias, int largestWeight, int limit, double step)
    {
        double reach = Math.Abs(bias) + step + limit * weights.Sum(Math.Abs);
        double scale = Math.Max(weights.Select(Math.Abs).DefaultIfEmpty(0).Max() / largestWeight, reach / int.MaxValue);
        for (scale = scale > 0 ? scale : 1; ; scale *= Coarser)
        {
            int[] rounded = weights.Select(w => (int)Math.Round(w / scale)).ToArray();
            double start = Math.Round((bias + step / 2) / scale);
            if (Math.Abs(start) + (double)limit * rounded.Sum(w => Math.Abs((long)w)) <= int.MaxValue) return new QuantisedRow(rounded, (int)start, scale);
        }
    }
}
