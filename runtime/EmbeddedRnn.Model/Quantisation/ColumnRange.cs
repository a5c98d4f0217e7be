using System;

namespace EmbeddedRnn;

/// <summary>How a column's values become whole numbers: q = (x - centre) / unit, rounded, within the format's limit.</summary>
/// <param name="Centre">The value whose whole number is 0.</param>
/// <param name="Unit">The real size of 1.</param>
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
}
