using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace EcgMonitor.Tests;

public sealed class ProgressTests
{
    [Fact]
    public void ShortWorkSaysOnlyWhatItHasToSay() =>
        Assert.Equal("half\n", Shown(TimeSpan.MaxValue));

    [Fact]
    public void LongWorkIsALineEveryTenPerCentWhereThereIsNoTerminal() =>
        Assert.Equal(
            string.Concat(Enumerable.Range(1, 10).Select(i => (i == 5 ? "half\n" : "") + $"work: {10 * i} %\n")),
            Shown(TimeSpan.Zero));

    private static string Shown(TimeSpan patience)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Progress.Show("work", 40, Enumerable.Range(1, 40).Select(i => new Advance(i, i == 20 ? "half" : null)), output, patience);
        return output.ToString();
    }
}
