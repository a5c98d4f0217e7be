using System.Linq;

namespace EcgMonitor.Tests;

/// <summary>The last two minutes, streamed once for all tests that look at them.</summary>
public sealed class OwnRecord
{
    public OwnRecord()
    {
        foreach (float sample in Record.Millivolts) Monitor.Next(sample);
        // The enumeration does the work; what it yields is for a display.
        _ = Deviation.Measure(Record.Millivolts).Count();
    }

    internal EcgRecord Record { get; } = EcgRecord.OwnLastTwoMinutes();

    internal Monitor Monitor { get; } = new();

    internal Deviation Deviation { get; } = new();
}
