using System;

namespace EmbeddedRnn.Device.Tests;

/// <summary>|actual - expected| / max(1, |expected|).</summary>
internal static class Errors
{
    public static double Largest(double[] expected, float[] actual)
    {
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i]));
            if (!(error <= largest)) largest = double.IsNaN(error) ? double.PositiveInfinity : error;
        }
        return largest;
    }
}
