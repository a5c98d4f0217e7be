using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace EcgMonitor.Tests;

public sealed class BeatDetectorTests
{
    private const int Period = 300;

    [Fact]
    public void EveryPeakAfterTheFirstTwoSecondsIsFoundWhereItIs()
    {
        List<int> peaks = Detect(Triangles(30, i => 1f));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (i * Period) + (Period / 2)).Where(p => p >= 720), peaks);
    }

    [Fact]
    public void DownwardPeaksAreFoundToo()
    {
        Assert.Equal(Detect(Triangles(30, i => 1f)), Detect(Triangles(30, i => -1f)));
    }

    [Fact]
    public void SmallBeatsAreFoundAgainAfterAnArtefact()
    {
        List<int> peaks = Detect(Triangles(40, i => i == 10 ? 30f : 1f));
        Assert.Equal(39 * Period + (Period / 2), peaks[^1]);
        Assert.Equal(20, peaks.Count(p => p > 20 * Period));
    }

    [Fact]
    public void AFlatLineHasNoBeats() => Assert.Empty(Detect(new float[7200]));

    private static float[] Triangles(int count, Func<int, float> height)
    {
        var signal = new float[count * Period + Period];
        for (int i = 0; i < count * Period; i++)
            signal[i] = height(i / Period) * Math.Max(0, 1 - Math.Abs((i % Period) - (Period / 2)) / 12f);
        return signal;
    }

    private static List<int> Detect(float[] signal)
    {
        var detector = new BeatDetector();
        return [.. signal.Select(detector.Next).Where(peak => peak >= 0)];
    }
}
