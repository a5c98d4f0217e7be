using System;

namespace EmbeddedRnn;

/// <summary>
/// A row of weights as whole numbers with one scale: real sum = scale * sum of weight * value, in which no partial sum of a tile
/// leaves 32 bits, in whatever order it is added up, for every value within the format's limit.
/// </summary>
public static class RowQuantiser
{
    // The scale grows by this until the rounded weights fit as well.
    private const double Coarser = 1.01;

    /// <summary>Quantises a row.</summary>
    /// <param name="format">The format.</param>
    /// <param name="weights">What a column adds for each 1 of its whole number.</param>
    /// <param name="tiles">The tile of each column, in ascending order.</param>
    /// <param name="rounded">Where the whole numbers go.</param>
    /// <returns>The scale.</returns>
    public static double Quantise(WeightFormat format, double[] weights, int[] tiles, int[] rounded)
    {
        int kept = QuantisedFormat.LargestKept(format);
        double largest = 0, reach = 0, inTile = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            double magnitude = Math.Abs(weights[j]);
            largest = Math.Max(largest, magnitude);
            inTile = j > 0 && tiles[j] == tiles[j - 1] ? inTile + magnitude : magnitude;
            reach = Math.Max(reach, kept * inTile);
        }
        double scale = Math.Max(largest / QuantisedFormat.LargestWeight(format), reach / int.MaxValue);
        if (!(scale > 0) || double.IsInfinity(scale)) scale = 1;
        while (true)
        {
            for (int j = 0; j < weights.Length; j++) rounded[j] = (int)Math.Round(weights[j] / scale);
            if (Fits(rounded, tiles, kept)) return scale;
            scale *= Coarser;
        }
    }

    private static bool Fits(int[] rounded, int[] tiles, int kept)
    {
        long inTile = 0;
        for (int j = 0; j < rounded.Length; j++)
        {
            long magnitude = Math.Abs((long)rounded[j]);
            inTile = j > 0 && tiles[j] == tiles[j - 1] ? inTile + magnitude : magnitude;
            if (inTile * kept > int.MaxValue) return false;
        }
        return true;
    }
}
