using System.Linq;
using Xunit;

namespace EcgMonitor.Tests;

public sealed class MonitorTests(OwnRecord own) : IClassFixture<OwnRecord>
{
    [Fact]
    public void TheNetworkPredictsBetterThanBothBaselines()
    {
        Assert.True(own.Monitor.LinearError < own.Monitor.LastValueError);
        Assert.True(own.Monitor.NetworkError < own.Monitor.LinearError, $"{own.Monitor.NetworkError} mV against {own.Monitor.LinearError} mV");
    }

    [Fact]
    public void TheCellIsTheReference()
    {
        Assert.InRange(own.Deviation.OneStep, 0, 1e-6);
        Assert.InRange(own.Deviation.FreeRun, 0, 1e-5);
    }

    [Fact]
    public void SteppingAllocatesNothing()
    {
        CellRun.Measure(own.Record.Millivolts);
        Assert.Equal(0, CellRun.Measure(own.Record.Millivolts).AllocatedBytes);
    }

    [Fact]
    public void BeatsAreFoundAtAPlausibleRate()
    {
        // The documented range: 185 to 200 beats in two minutes, never two within the refractory period.
        Assert.InRange(own.Monitor.Beats.Count, 185, 200);
        Assert.InRange(own.Monitor.MeanHeartRate, 93, 100);
        Assert.All(own.Monitor.Beats.Zip(own.Monitor.Beats.Skip(1)), pair => Assert.True(pair.Second.Sample - pair.First.Sample >= 90));
    }

    [Fact]
    public void FlagsAreTheBeatsOverTheThreshold()
    {
        Assert.Equal(own.Monitor.Beats.Count(b => b.Score >= ResidualMonitor.Threshold), own.Monitor.Flagged);
        Assert.All(own.Monitor.Beats, b => Assert.Equal(b.Score >= ResidualMonitor.Threshold, b.Flagged));
        Assert.InRange(own.Monitor.Flagged, 1, own.Monitor.Beats.Count / 2);
    }

    [Fact]
    public void EverySampleHasAResidual()
    {
        Assert.Equal(own.Record.Millivolts.Length, own.Monitor.Residuals.Count);
        Assert.All(own.Monitor.Residuals, r => Assert.True(float.IsFinite(r)));
    }
}
