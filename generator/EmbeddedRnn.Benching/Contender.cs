using System;
using System.Diagnostics;

namespace EmbeddedRnn.Benching;

/// <summary>Code that is measured: it takes steps, with its state carried from one to the next.</summary>
/// <param name="code">What it is, in reports: "generated", "plain loops".</param>
/// <param name="detail">How exactly it computes: "Vector512"; or "".</param>
public abstract class Contender(string code, string detail = "")
{
    /// <summary>What it is, in reports.</summary>
    public string Code { get; } = code;

    /// <summary>How exactly it computes, or "".</summary>
    public string Detail { get; } = detail;

    /// <summary>Steps that one call takes; it is measured in whole calls.</summary>
    public virtual int StepsACall => 1;

    /// <summary>The outputs of the last step.</summary>
    public virtual ReadOnlySpan<float> Output => default;

    /// <summary>Takes steps, a multiple of <see cref="StepsACall"/>.</summary>
    public abstract void Run(int steps);

    /// <summary>To the state before the first step, and to the first input.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>Nanoseconds a step, over this many.</summary>
    public double Nanoseconds(int steps)
    {
        long start = Stopwatch.GetTimestamp();
        Run(steps);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / steps;
    }

    /// <summary>
    /// Bytes a step that this thread allocates on the managed heap: the least of a few runs, since a collection that another thread
    /// starts books the rest of this thread's allocation buffer as allocated.
    /// </summary>
    public double Bytes(int steps)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5 && least > 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(steps);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return (double)least / steps;
    }
}
