using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace EcgMonitor.Tests;

public sealed class EcgRecordTests
{
    [Fact]
    public void OwnRecordIsTheLastTwoMinutes()
    {
        EcgRecord record = EcgRecord.OwnLastTwoMinutes();
        Assert.Equal(43_200, record.Millivolts.Length);
        Assert.Equal(180, record.Start);
        Assert.Empty(record.Remarks);
    }

    [Fact]
    public void AdcUnitsBecomeMillivolts()
    {
        EcgRecord record = Read([.. Enumerable.Repeat("1224", 3600)]);
        Assert.All(record.Millivolts, v => Assert.Equal(1f, v));
    }

    [Fact]
    public void MillivoltsStayAsTheyAre()
    {
        EcgRecord record = Read([.. Enumerable.Repeat("-0.25", 3600)], millivolts: true);
        Assert.All(record.Millivolts, v => Assert.Equal(-0.25f, v));
    }

    [Fact]
    public void BadLinesAreNamedAndTakeTheValueBefore()
    {
        List<string> lines = TemporaryFile.MadeSignal(10);
        lines[9] = "1100";
        lines[10] = "abc";
        lines[11] = "";
        lines[12] = "NaN";
        lines[13] = "1,5";
        lines[14] = "1e9";
        EcgRecord record = Read(lines);
        Assert.Equal(3600, record.Millivolts.Length);
        Assert.Equal(
            ["line 11: 'abc' ", "line 12: '' ", "line 13: 'NaN' ", "line 14: '1,5' ", "line 15: '1e9' "],
            record.Remarks.Select(r => r[..(r.LastIndexOf('\'') + 2)]));
        Assert.All(record.Millivolts[9..15], v => Assert.Equal(0.38f, v));
    }

    [Fact]
    public void BadFirstLineTakesTheFirstGoodValue()
    {
        List<string> lines = TemporaryFile.MadeSignal(10);
        lines.Insert(0, "MLII");
        lines[1] = "1224";
        EcgRecord record = Read(lines);
        Assert.StartsWith("line 1: 'MLII' is not a number", Assert.Single(record.Remarks), StringComparison.Ordinal);
        Assert.Equal(1f, record.Millivolts[0]);
    }

    [Fact]
    public void OnePerCentOfBadLinesIsReadAndMoreIsNot()
    {
        List<string> lines = TemporaryFile.MadeSignal(10);
        for (int i = 0; i < 36; i++) lines[100 * i] = "?";
        Assert.Equal(36, Read(lines).Remarks.Count);
        lines[50] = "?";
        InputException refused = Assert.Throws<InputException>(() => Read(lines));
        Assert.Contains("37 of 3600 lines are bad", refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 1:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BlankLinesAtTheEndAreNotSamples()
    {
        List<string> lines = TemporaryFile.MadeSignal(10);
        lines.AddRange(["", "  ", ""]);
        EcgRecord record = Read(lines);
        Assert.Equal(3600, record.Millivolts.Length);
        Assert.Empty(record.Remarks);
    }

    [Fact]
    public void AnotherRateIsInterpolatedAndSaidSo()
    {
        EcgRecord record = Read([.. Enumerable.Range(0, 1800).Select(i => $"{i}")], rate: 180, millivolts: false);
        Assert.Contains("from 180 Hz to 360 Hz", Assert.Single(record.Remarks), StringComparison.Ordinal);
        Assert.Equal(3599, record.Millivolts.Length);
        Assert.Equal((0.5f - 1024) / 200, record.Millivolts[1], 1e-6f);
        Assert.Equal((1799f - 1024) / 200, record.Millivolts[^1], 1e-6f);
    }

    private static EcgRecord Read(IEnumerable<string> lines, double rate = 360, bool millivolts = false)
    {
        using var file = new TemporaryFile(lines);
        return EcgRecord.Read(file.Path, rate, millivolts);
    }
}
