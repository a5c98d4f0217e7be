using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.CompilerServices;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>How a tile is split into groups: every stream in one, none idle, and hardly any group smaller than need be.</summary>
public class StreamTileTests
{
    [Theory]
    [InlineData(5, 7)]
    [InlineData(5, 6)]
    [InlineData(5, 5)]
    [InlineData(4, 4)]
    [InlineData(3, 3)]
    [InlineData(2, 3)]
    public void EveryStreamIsInOneGroup(int size, int most)
    {
        foreach (int count in Enumerable.Range(2, 200))
        {
            StreamGroups groups = StreamTile.Split(count, size, most);
            int[] sizes = [7, 6, 5, 4, 3, 2];
            int[] counts = [groups.Of7, groups.Of6, groups.Of5, groups.Of4, groups.Of3, groups.Of2];
            Assert.Equal(count, sizes.Zip(counts, (s, n) => s * n).Sum());
            Assert.All(counts, n => Assert.InRange(n, 0, count));
            Assert.InRange(counts[7 - size], count / size - 3, count / size);
            Assert.All(sizes.Zip(counts), p => Assert.True(p.Second == 0 || p.First <= (count < 12 ? most : Math.Max(size, 3))));
        }
    }

    [Theory]
    [InlineData(2, 5, 7, "2")]
    [InlineData(4, 5, 7, "4")]
    [InlineData(5, 5, 7, "5")]
    [InlineData(6, 5, 7, "6")]
    [InlineData(7, 5, 7, "7")]
    [InlineData(6, 5, 5, "3 3")]
    [InlineData(7, 5, 6, "4 3")]
    [InlineData(11, 5, 5, "5 3 3")]
    [InlineData(8, 5, 7, "4 4")]
    [InlineData(9, 5, 7, "5 4")]
    [InlineData(11, 5, 7, "6 5")]
    [InlineData(12, 5, 7, "4 4 4")]
    [InlineData(16, 5, 7, "4 4 4 4")]
    [InlineData(30, 5, 7, "5 5 5 5 5 5")]
    [InlineData(2, 4, 4, "2")]
    [InlineData(3, 4, 4, "3")]
    [InlineData(5, 4, 4, "3 2")]
    [InlineData(7, 4, 4, "4 3")]
    [InlineData(9, 4, 4, "3 3 3")]
    [InlineData(24, 4, 4, "4 4 4 4 4 4")]
    [InlineData(4, 3, 3, "2 2")]
    [InlineData(7, 3, 3, "3 2 2")]
    [InlineData(3, 2, 3, "3")]
    [InlineData(7, 2, 3, "3 2 2")]
    public void Groups(int count, int size, int most, string expected)
    {
        StreamGroups groups = StreamTile.Split(count, size, most);
        Assert.Equal(expected, string.Join(' ', Each(7, groups.Of7).Concat(Each(6, groups.Of6)).Concat(Each(5, groups.Of5)).Concat(Each(4, groups.Of4)).Concat(Each(3, groups.Of3)).Concat(Each(2, groups.Of2))));

        static IEnumerable<int> Each(int streams, int count) => Enumerable.Repeat(streams, count);
    }
}
