using System;
using System.Runtime.InteropServices;
using EmbeddedRnn.CompilerServices;
using Xunit;

namespace EmbeddedRnn.Runtime.Tests;

public class TanhTests
{
    /// <summary>The bounds stated in docs/numerics.md, with and without a fused multiply-add.</summary>
    private static readonly double Bound = VectorMath.IsFused ? FusedBound : SeparateBound;

    private const double FusedBound = 2.8e-7;
    private const double SeparateBound = 3.2e-7;

    /// <summary>Where the result is exactly 1.</summary>
    private const float Limit = 8.03f;

    private const int Block = 1 << 16;

    [Fact]
    public void EveryWidthStaysWithinTheBoundOverTheWholeRange()
        => Sweep((x, y) => Math.Abs(y - Math.Tanh(x)) <= Bound);

    [Fact]
    public void NoWidthExceedsOne() => Sweep((_, y) => Math.Abs(y) <= 1f);

    [Fact]
    public void SmallValuesKeepTheirRelativePrecision()
        => Sweep((x, y) => Math.Abs(x) is < 1e-30f or > 0.5f || Math.Abs(y - Math.Tanh(x)) <= 5e-7 * Math.Abs(Math.Tanh(x)));

    [Fact]
    public void AllWidthsGiveTheBitsOfTheScalar()
    {
        float[] x = new float[Block], scalar = new float[Block], y = new float[Block];
        ForEachBlock(x, () =>
        {
            Widths.Tanh[0].Apply(x, scalar);
            foreach (var (width, apply) in Widths.Tanh)
            {
                apply(x, y);
                var equal = Bits(y).CommonPrefixLength(Bits(scalar));
                Assert.True(equal == Block, $"{width} differs from scalar at element {equal}");
            }
        });
    }

    [Fact]
    public void NegationIsExact()
    {
        float[] x = new float[Block], y = new float[Block], mirrored = new float[Block];
        ForEachBlock(x, () =>
        {
            foreach (var (width, apply) in Widths.Tanh)
            {
                apply(x, y);
                apply(Array.ConvertAll(x, v => -v), mirrored);
                Assert.True(Bits(Array.ConvertAll(mirrored, v => -v)).SequenceEqual(Bits(y)), width);
            }
        });
    }

    [Fact]
    public void SpecialValues()
    {
        float[] x = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, Limit, -Limit, float.MaxValue,
            float.MinValue, 9f, 100f, float.Epsilon, -float.Epsilon, float.NaN, -1e-40f, 1e-40f];
        float[] expected = [0f, -0f, float.NaN, 1f, -1f, 1f, -1f, 1f, -1f, 1f, 1f, float.Epsilon, -float.Epsilon, float.NaN,
            -1e-40f, 1e-40f];
        var y = new float[x.Length];
        foreach (var (width, apply) in Widths.Tanh)
        {
            apply(x, y);
            for (var i = 0; i < x.Length; i++)
            {
                var same = float.IsNaN(expected[i])
                    ? float.IsNaN(y[i])
                    : BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(y[i]);
                Assert.True(same, FormattableString.Invariant($"{width}: tanh({x[i]:R}) gave {y[i]:R}"));
            }
        }
    }

    [Fact]
    public void AllocatesNothing()
    {
        float[] x = new float[Block], y = new float[Block];
        foreach (var (width, apply) in Widths.Tanh)
        {
            apply(x, y);
            // A collection on another thread books the rest of this thread's allocation buffer; code that allocates does so every time.
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 10 && least > 0; attempt++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                apply(x, y);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            Assert.True(least == 0, $"{width} allocated {least} bytes");
        }
    }

    private static void Sweep(Func<float, float, bool> holds)
    {
        float[] x = new float[Block], y = new float[Block];
        ForEachBlock(x, () =>
        {
            foreach (var (width, apply) in Widths.Tanh)
            {
                apply(x, y);
                for (var i = 0; i < x.Length; i++)
                {
                    if (!holds(x[i], y[i]))
                        Assert.Fail(FormattableString.Invariant($"{width}: tanh({x[i]:R}) gave {y[i]:R}"));
                }
            }
        });
    }

    /// <summary>
    /// Fills x with both signs of every 1021st float from 0 to 16; docs/numerics/tanh.py looks at every one.
    /// </summary>
    private static void ForEachBlock(float[] x, Action action)
    {
        var end = BitConverter.SingleToInt32Bits(16f);
        for (var bits = 0; bits < end;)
        {
            for (var i = 0; i < x.Length; i += 2, bits += 1021)
            {
                x[i] = BitConverter.Int32BitsToSingle(Math.Min(bits, end));
                x[i + 1] = -x[i];
            }

            action();
        }
    }

    private static ReadOnlySpan<int> Bits(float[] values) => MemoryMarshal.Cast<float, int>(values);
}
