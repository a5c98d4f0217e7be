using System;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace EcgMonitor.Tests;

public sealed class PictureTests(OwnRecord own) : IClassFixture<OwnRecord>
{
    [Fact]
    public void ItIsWellFormedAndSmall()
    {
        string text = Picture.Draw(own.Record, own.Monitor);
        Assert.InRange(text.Length, 1_000, 150_000);
        XElement root = XDocument.Parse(text).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        Assert.Equal(3, root.Elements().Count(e => e.Name.LocalName == "polyline" && e.Attribute("points")!.Value.Length > 10_000));
    }

    [Fact]
    public void ItShowsOrdinaryAndFlaggedBeats()
    {
        Stretch stretch = Stretch.Telling(own.Record.Millivolts, own.Monitor.Beats);
        Assert.Contains(stretch.Of(own.Monitor.Beats), b => b.Flagged);
        Assert.Contains(stretch.Of(own.Monitor.Beats), b => !b.Flagged);
        Assert.InRange(stretch.First, 0, own.Record.Millivolts.Length - stretch.Count);
    }

    [Fact]
    public void AnOddFileNameAndAFlatLineDoNotBreakIt()
    {
        var record = new EcgRecord("a<b>&\"c\u0001", new float[3600], 0, []);
        var monitor = new Monitor();
        foreach (float sample in record.Millivolts) monitor.Next(sample);
        string text = Picture.Draw(record, monitor);
        Assert.Contains(XDocument.Parse(text).Descendants(), e => e.Value == "a<b>&\"c?");
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }
}
