using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Benchmarks.Contenders;

namespace EmbeddedRnn.Benchmarks;

/// <summary>What one contender needed: nanoseconds and bytes a step.</summary>
internal sealed record Timing(Contender Contender, double Minimum, double Median, double BytesPerStep, bool Settled);

/// <summary>
/// Interleaved measurement: all contenders of a cell take turns in short windows, so that whatever else the machine does
/// meets them alike. Ratios within one result mean something; absolute numbers of a busy machine do not.
/// </summary>
internal static class Measurement
{
    private const int Rounds = 31;
    private const double WindowMilliseconds = 2;
    private const double Agreement = 0.05;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Keeps what the contenders computed alive.</summary>
    internal static float Sink { get; private set; }

    public static IReadOnlyList<Timing> Interleaved(IReadOnlyList<Contender> contenders)
    {
        var ready = contenders.Select(c => (Contender: c, Settled: Settle(c, out int steps), Steps: steps)).ToArray();
        double[][] times = ready.Select(_ => new double[Rounds]).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < ready.Length; i++) times[i][round] = Nanoseconds(ready[i].Contender, ready[i].Steps);
        }
        foreach (double[] t in times) Array.Sort(t);
        return ready.Select((r, i) => new Timing(r.Contender, times[i][0], times[i][Rounds / 2], Bytes(r.Contender), r.Settled)).ToArray();
    }

    /// <summary>A first look at many contenders, to keep only the best.</summary>
    public static IReadOnlyList<Contender> Best(IEnumerable<Contender> contenders, int count)
    {
        return contenders.Select(c => (Contender: c, Time: Quick(c))).OrderBy(c => c.Time).Take(count).Select(c => c.Contender).ToArray();

        static double Quick(Contender contender)
        {
            Settle(contender, out int steps);
            return Enumerable.Range(0, 5).Min(_ => Nanoseconds(contender, steps));
        }
    }

    /// <summary>
    /// Runs for a time with pauses, in which the runtime can replace what of its own libraries came precompiled (a pinned
    /// process has no other core for that), and then until two measurements agree.
    /// </summary>
    private static bool Settle(Contender contender, out int steps)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < WarmUp)
        {
            for (int i = 0; i < 40; i++) Sink += contender.Run(25);
            Thread.Sleep(20);
        }

        steps = 64;
        while (Nanoseconds(contender, steps) * steps < WindowMilliseconds * 1e6 / 2 && steps < 1 << 24) steps *= 2;
        double before = double.PositiveInfinity;
        while (clock.Elapsed < Patience)
        {
            int window = steps;
            double now = Enumerable.Range(0, 5).Min(_ => Nanoseconds(contender, window));
            if (Math.Abs(now - before) < Agreement * now)
            {
                steps = Math.Max(16, (int)(WindowMilliseconds * 1e6 / now));
                return true;
            }
            before = now;
            Thread.Sleep(20);
        }
        return false;
    }

    private static double Nanoseconds(Contender contender, int steps)
    {
        long start = Stopwatch.GetTimestamp();
        Sink += contender.Run(steps);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / steps;
    }

    private static double Bytes(Contender contender)
    {
        const int steps = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Sink += contender.Run(steps);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
    }
}
