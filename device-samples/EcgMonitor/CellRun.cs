using System;
using System.Diagnostics;

namespace EcgMonitor;

/// <summary>The cell alone over the whole stretch, in one pass: how long a step takes and what it allocates.</summary>
/// <param name="NanosecondsPerSample">Wall time of the pass over its samples.</param>
/// <param name="AllocatedBytes">What this thread allocated during the pass.</param>
internal readonly record struct CellRun(double NanosecondsPerSample, long AllocatedBytes)
{
    public static CellRun Measure(float[] millivolts)
    {
        var readout = new Readout();
        float[] inputs = Array.ConvertAll(millivolts, readout.Standardise);
        var hidden = new float[EcgCell.OutputSize];
        var cell = new EcgCell();

        // A collection during the pass, whichever thread caused it, would count the rest of this thread's allocation buffer
        // as allocated. After one here, the next is far away.
        GC.Collect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int t = 0; t < inputs.Length; t++) cell.Step(inputs.AsSpan(t, 1), hidden);
        long ticks = Stopwatch.GetTimestamp() - start;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new CellRun(ticks * (1e9 / Stopwatch.Frequency) / inputs.Length, allocated);
    }
}
