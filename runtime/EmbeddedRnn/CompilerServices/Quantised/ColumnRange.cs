using System;
using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>How a column's values become whole numbers: q = (x - centre) / unit, rounded, within the format's limit. For generated code.</summary>
/// <param name="Centre">The value whose whole number is 0.</param>
/// <param name="Unit">The real size of 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ColumnRange(float Centre, float Unit)
{
    /// <summary>The column of a range.</summary>
    public static ColumnRange Of(float least, float most, WeightFormat format)
    {
        float centre = (float)(((double)least + most) / 2);
        double reach = Math.Max((double)most - centre, centre - (double)least);
        return new ColumnRange(centre, (float)(reach / QuantisedFormat.Limit(format)));
    }

    /// <summary>What a value's distance from the centre is multiplied with.</summary>
    public float Inverse => 1 / Unit;

    /// <summary>Writes centres and inverse units of columns, each from a 64-byte boundary on.</summary>
    /// <param name="ranges">For each column the least and the most of its values.</param>
    /// <param name="format">The format.</param>
    /// <param name="destination">Where to.</param>
    public static void Write(ReadOnlySpan<float> ranges, WeightFormat format, Span<float> destination)
    {
        int columns = ranges.Length / 2;
        for (int j = 0; j < columns; j++)
        {
            ColumnRange range = Of(ranges[2 * j], ranges[2 * j + 1], format);
            (destination[j], destination[(columns + 15) / 16 * 16 + j]) = (range.Centre, range.Inverse);
        }
    }
}
