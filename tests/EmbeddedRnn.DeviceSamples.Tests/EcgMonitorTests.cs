using System.Collections.Generic;
using System.IO;
using System.Linq;
using EcgMonitor;
using Xunit;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>The monitor for the device, all but its GPIO, on .NET.</summary>
public class EcgMonitorTests
{
    private const int FirstSecond = 180;

    [Fact]
    public void It_finds_the_beats_that_the_desktop_sample_finds()
    {
        // The desktop sample's own count of this stretch: its README has it by ten seconds.
        (int Second, int Beats, int Irregular)[] expected = [(190, 15, 1), (200, 31, 6), (210, 47, 12)];
        var watch = new EcgWatch();
        int sample = 0;
        foreach ((int second, int beats, int irregular) in expected)
        {
            for (; sample < (second - FirstSecond) * EcgExcerpt.Rate; sample++) watch.Next(EcgExcerpt.Millivolts(sample));
            Assert.Equal((beats, irregular), (watch.Beats, watch.Irregular));
        }
    }

    [Fact]
    public void The_excerpt_is_that_of_the_record()
    {
        IEnumerable<short> record = File.ReadLines(Desktop("data", "mitdb-208-mlii.csv")).Skip(FirstSecond * EcgExcerpt.Rate).Take(30 * EcgExcerpt.Rate).Select(short.Parse);
        Assert.Equal(record, EcgExcerpt.Samples);
    }

    [Fact]
    public void The_running_median_is_that_of_a_sorted_window()
    {
        var median = new RunningMedian(7);
        var random = new System.Random(1);
        var window = new Queue<float>();
        for (int i = 0; i < 500; i++)
        {
            float value = random.Next(20);
            median.Add(value);
            window.Enqueue(value);
            if (window.Count > 7) window.Dequeue();
            Assert.Equal(window.Order().ElementAt(window.Count / 2), median.Value);
        }
    }

    private static string Desktop(params string[] path) => Path.Combine([Samples.Folder, "EcgMonitor", .. path]);
}
