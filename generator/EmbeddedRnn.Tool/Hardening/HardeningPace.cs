using System;
using System.Diagnostics;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>How long the rest of a comparison will take, by the mean time of an epoch so far.</summary>
internal sealed class HardeningPace
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int epochs;

    /// <summary>How many runs there will be.</summary>
    public int Runs { get; set; }

    /// <summary>How many of them are done.</summary>
    public int Done { get; set; }

    public TimeSpan Remaining(EpochReport report)
    {
        epochs++;
        int left = Math.Max(0, (Runs - Done) * report.Epochs - report.Epoch);
        return clock.Elapsed / epochs * left;
    }
}
