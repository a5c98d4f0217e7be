using System;
using Xunit;

namespace EmbeddedRnn.Runtime.Tests;

public class ReluTests
{
    [Fact]
    public void KeepsPositiveValuesAndNaNAndMakesTheRestPositiveZero()
    {
        float[] x = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1f, -1f, float.Epsilon,
            -float.Epsilon, float.MaxValue, float.MinValue, 0.5f, -0.5f, 1e-40f, -1e-40f, float.NaN];
        float[] expected = [0f, 0f, float.NaN, float.PositiveInfinity, 0f, 1f, 0f, float.Epsilon,
            0f, float.MaxValue, 0f, 0.5f, 0f, 1e-40f, 0f, float.NaN];
        var y = new float[x.Length];
        foreach (var (width, apply) in Widths.Relu)
        {
            apply(x, y);
            for (var i = 0; i < x.Length; i++)
                Assert.True(
                    BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(y[i])
                        || (float.IsNaN(expected[i]) && float.IsNaN(y[i])),
                    FormattableString.Invariant($"{width}: relu({x[i]:R}) gave {y[i]:R}"));
        }
    }
}
