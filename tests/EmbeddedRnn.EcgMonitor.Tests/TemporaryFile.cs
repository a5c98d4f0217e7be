using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EcgMonitor.Tests;

/// <summary>A file that a test writes and that goes away with it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(IEnumerable<string> lines)
        : this() => File.WriteAllLines(Path, lines);

    public TemporaryFile() => Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public string Path { get; }

    public void Dispose() => File.Delete(Path);

    /// <summary>Lines of a made signal: a narrow triangle every 0.8 s on a flat line, in ADC units.</summary>
    public static List<string> MadeSignal(int seconds, int rate = 360) =>
        [.. Enumerable.Range(0, seconds * rate).Select(i => MadeSample((double)i / rate).ToString(CultureInfo.InvariantCulture))];

    private static int MadeSample(double time)
    {
        double fromPeak = Math.Abs((time % 0.8) - 0.4);
        return 1000 + (int)Math.Round(300 * Math.Max(0, 1 - fromPeak / 0.03));
    }
}
