using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>Measures contenders in turns, in short rounds, so that whatever else the machine does meets them alike.</summary>
internal static class Measurement
{
    public const int Rounds = 31;

    private const double RoundNanoseconds = 2e6;
    private const double Agreement = 0.05;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Measures.</summary>
    /// <param name="contenders">The codes.</param>
    /// <param name="steps">Steps of a round, or null for as many as take about 2 ms.</param>
    /// <param name="report">Told how far the measurement is.</param>
    /// <param name="cancellation">Ctrl+C.</param>
    public static IReadOnlyList<BenchResult> Of(IReadOnlyList<Contender> contenders, int? steps, ReportProgress report, CancellationToken cancellation)
    {
        var settled = new bool[contenders.Count];
        var lengths = new int[contenders.Count];
        for (int i = 0; i < contenders.Count; i++)
        {
            report($"warming up: {contenders[i].Code}", 0.1 + 0.1 * i);
            (settled[i], double nanoseconds) = Settle(contenders[i], cancellation);
            lengths[i] = steps ?? (int)Math.Clamp(RoundNanoseconds / nanoseconds, 1, 1 << 24);
        }
        double[][] times = [.. contenders.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            report("measuring", 0.3 + 0.7 * round / Rounds);
            for (int i = 0; i < contenders.Count; i++) times[i][round] = contenders[i].Nanoseconds(lengths[i]);
        }
        foreach (double[] sorted in times) Array.Sort(sorted);
        return [.. contenders.Select((c, i) => new BenchResult(c.Code, c.Detail, times[i][0], times[i][Rounds / 2], c.Bytes(lengths[i]), settled[i]))];
    }

    /// <summary>
    /// Runs until the runtime has had time to replace what of its own libraries came precompiled, and then until two measurements
    /// in a row agree.
    /// </summary>
    private static (bool Settled, double Nanoseconds) Settle(Contender contender, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        double before = double.PositiveInfinity;
        double now = contender.Nanoseconds(1);
        while (clock.Elapsed < Patience)
        {
            cancellation.ThrowIfCancellationRequested();
            int steps = (int)Math.Clamp(RoundNanoseconds / now, 1, 1 << 24);
            now = Enumerable.Range(0, 5).Min(_ => contender.Nanoseconds(steps));
            if (clock.Elapsed > WarmUp && Math.Abs(now - before) < Agreement * now) return (true, now);
            before = now;
            // On a process with one core, the runtime's own compiler runs only when this thread does not.
            Thread.Sleep(10);
        }
        return (false, now);
    }
}
