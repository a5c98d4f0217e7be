using System;
using System.Linq;
using System.Runtime.Intrinsics;
using EmbeddedRnn.CompilerServices;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Rows as whole numbers: no sum leaves 32 bits, and products are exact at every width.</summary>
public class RowQuantiserTests
{
    [Theory]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void NoSumOfATileLeaves32Bits(WeightFormat format)
    {
        var random = new Random(1);
        foreach (int columns in new[] { 1, 2, 63, 64, 300, 2048 })
        {
            foreach (double spread in new[] { 0, 1, 6 })
            {
                double[] weights = Enumerable.Range(0, columns).Select(_ => (2 * random.NextDouble() - 1) * Math.Exp(-spread * random.NextDouble())).ToArray();
                int perTile = QuantisedFormat.TileGroups(format) > 2048 ? 4096 : 2 * QuantisedFormat.TileGroups(format);
                int[] tiles = Enumerable.Range(0, columns).Select(j => j / perTile).ToArray();
                var rounded = new int[columns];
                double scale = RowQuantiser.Quantise(format, weights, tiles, rounded);
                Assert.All(rounded, w => Assert.InRange(w, -QuantisedFormat.LargestWeight(format), QuantisedFormat.LargestWeight(format)));
                Assert.All(rounded.Zip(tiles).GroupBy(w => w.Second), tile => Assert.InRange(tile.Sum(w => Math.Abs((long)w.First)) * QuantisedFormat.LargestKept(format), 0, int.MaxValue));
                for (int j = 0; j < columns; j++) Assert.InRange(Math.Abs(scale * rounded[j] - weights[j]), 0, scale * 0.5000001);
            }
        }
    }

    [Fact]
    public void ARowOfZerosStaysZero()
    {
        var rounded = new int[3];
        Assert.Equal(1, RowQuantiser.Quantise(WeightFormat.Int8, [0, 0, 0], [0, 0, 0], rounded));
        Assert.Equal([0, 0, 0], rounded);
    }

    [Fact]
    [Trait("Category", "InstructionSets")]
    public void ProductsAreExactAtTheEndsOfTheirRanges()
    {
        short[] values16 = [8191, -8191, 8191, 0], weights16 = [32767, -32767, -32767, 1];
        byte[] values8 = [255, 255, 1, 128], weights8 = [64, 64, 192, 192];
        for (int shift = 0; shift < 4; shift++)
        {
            int v16 = (ushort)values16[shift] | values16[(shift + 1) % 4] << 16, w16 = (ushort)weights16[shift] | weights16[(shift + 2) % 4] << 16;
            int expected16 = 5 + values16[shift] * weights16[shift] + values16[(shift + 1) % 4] * weights16[(shift + 2) % 4];
            AssertAll(expected16, QuantisedMath.AddInt16(5, v16, w16), QuantisedMath.AddInt16(Four(5), Four(v16), Four(w16)), QuantisedMath.AddInt16(Eight(5), Eight(v16), Eight(w16)), QuantisedMath.AddInt16(Sixteen(5), Sixteen(v16), Sixteen(w16)));
            int v8 = 0, w8 = 0, expected8 = -3;
            for (int i = 0; i < 4; i++)
            {
                (byte v, byte w) = (values8[(i + shift) % 4], weights8[i]);
                (v8, w8, expected8) = (v8 | v << (8 * i), w8 | w << (8 * i), expected8 + v * (sbyte)w);
            }
            AssertAll(expected8, QuantisedMath.AddInt8(-3, v8, w8), QuantisedMath.AddInt8(Four(-3), Four(v8), Four(w8)), QuantisedMath.AddInt8(Eight(-3), Eight(v8), Eight(w8)), QuantisedMath.AddInt8(Sixteen(-3), Sixteen(v8), Sixteen(w8)));
        }
    }

    private static void AssertAll(int expected, int one, Vector128<int> four, Vector256<int> eight, Vector512<int> sixteen)
    {
        Assert.Equal(expected, one);
        Assert.Equal(Four(expected), four);
        Assert.Equal(Eight(expected), eight);
        Assert.Equal(Sixteen(expected), sixteen);
    }

    private static Vector128<int> Four(int value) => Vector128.Create(value);

    private static Vector256<int> Eight(int value) => Vector256.Create(value);

    private static Vector512<int> Sixteen(int value) => Vector512.Create(value);
}
