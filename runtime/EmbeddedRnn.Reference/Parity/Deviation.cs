using System;

namespace EmbeddedRnn.Reference;

/// <summary>Two numbers that should be one, and where they stand.</summary>
internal readonly record struct Deviation(int Step, int Unit, string Quantity, double Expected, double Actual)
{
    public double Error => ErrorOf(Expected, Actual);

    /// <summary>|actual - expected| / max(1, |expected|); infinite where one of them is not finite and the other is not the same.</summary>
    public static double ErrorOf(double expected, double actual)
    {
        if (expected.Equals(actual)) return 0; // Equals: a NaN is the same as a NaN
        if (!double.IsFinite(expected) || !double.IsFinite(actual)) return double.PositiveInfinity;
        return Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected));
    }
}
