using System.Linq;
using EmbeddedRnn.CompilerServices;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>How a tile is split into groups: every stream in one, none idle, and hardly any group smaller than need be.</summary>
public class StreamTileTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(3)]
    [InlineData(2)]
    public void EveryStreamIsInOneGroup(int size)
    {
        foreach (int count in Enumerable.Range(2, 200))
        {
            (int of5, int of4, int of3, int of2) = StreamTile.Split(count, size);
            Assert.Equal(count, 5 * of5 + 4 * of4 + 3 * of3 + 2 * of2);
            Assert.All(new[] { of5, of4, of3, of2 }, groups => Assert.InRange(groups, 0, count));
            int most = size switch { 5 => of5, 4 => of4, 3 => of3, _ => of2 };
            Assert.InRange(most, count / size - 3, count / size);
            if (size < 5) Assert.Equal(0, of5);
            if (size < 4) Assert.Equal(0, of4);
        }
    }

    [Theory]
    [InlineData(2, 5, 0, 0, 0, 1)]
    [InlineData(4, 5, 0, 1, 0, 0)]
    [InlineData(5, 5, 1, 0, 0, 0)]
    [InlineData(6, 5, 0, 0, 2, 0)]
    [InlineData(7, 5, 0, 1, 1, 0)]
    [InlineData(8, 5, 0, 2, 0, 0)]
    [InlineData(9, 5, 1, 1, 0, 0)]
    [InlineData(11, 5, 1, 0, 2, 0)]
    [InlineData(12, 5, 0, 3, 0, 0)]
    [InlineData(16, 5, 0, 4, 0, 0)]
    [InlineData(30, 5, 6, 0, 0, 0)]
    [InlineData(2, 4, 0, 0, 0, 1)]
    [InlineData(3, 4, 0, 0, 1, 0)]
    [InlineData(5, 4, 0, 0, 1, 1)]
    [InlineData(7, 4, 0, 1, 1, 0)]
    [InlineData(9, 4, 0, 0, 3, 0)]
    [InlineData(24, 4, 0, 6, 0, 0)]
    [InlineData(4, 3, 0, 0, 0, 2)]
    [InlineData(7, 3, 0, 0, 1, 2)]
    [InlineData(3, 2, 0, 0, 1, 0)]
    [InlineData(7, 2, 0, 0, 1, 2)]
    public void Groups(int count, int size, int of5, int of4, int of3, int of2) => Assert.Equal((of5, of4, of3, of2), StreamTile.Split(count, size));
}
