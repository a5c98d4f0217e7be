using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace EmbeddedRnn.Benching;

/// <summary>Measures contenders in turns, in short rounds, so that whatever else the machine does meets them alike.</summary>
public static class Measurement
{
    /// <summary>How often each contender takes its turn.</summary>
    public const int Rounds = 31;

    private const double RoundNanoseconds = 2e6;
    private const double Agreement = 0.05;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Measures on this thread.</summary>
    /// <param name="contenders">The codes.</param>
    /// <param name="steps">Steps of a round, or null for as many as take about 2 ms.</param>
    /// <param name="report">Told what is done, and how far it is from 0 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyList<Timing> Of(
        IReadOnlyList<Contender> contenders, int? steps = null, Action<string, double>? report = null, CancellationToken cancellation = default)
    {
        var ready = new Readiness[contenders.Count];
        for (int i = 0; i < ready.Length; i++)
        {
            report?.Invoke($"warming up: {contenders[i].Code}", 0.8 * i / ready.Length);
            ready[i] = Settle(contenders[i], cancellation);
        }
        int[] lengths = [.. ready.Select((r, i) => WholeCalls(contenders[i], steps ?? RoundNanoseconds / r.Nanoseconds))];
        double[][] times = [.. contenders.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            report?.Invoke("measuring", 0.8 + (0.2 * round / Rounds));
            for (int i = 0; i < ready.Length; i++) times[i][round] = contenders[i].Nanoseconds(lengths[i]);
        }
        foreach (double[] sorted in times) Array.Sort(sorted);
        return [.. contenders.Select((c, i) => new Timing(c, times[i][0], times[i][Rounds / 2], c.Bytes(lengths[i]), ready[i].Settled, ready[i].Unoptimised))];
    }

    /// <summary>A first look at many contenders, to keep only the fastest.</summary>
    public static IReadOnlyList<Contender> Fastest(IEnumerable<Contender> contenders, int count) =>
        [.. contenders.OrderBy(c => Settle(c, default).Nanoseconds).Take(count)];

    /// <summary>
    /// Runs until the runtime has had time to replace what of its own libraries came precompiled, and then until two measurements
    /// in a row agree.
    /// </summary>
    private static Readiness Settle(Contender contender, CancellationToken cancellation)
    {
        using var jit = new JitWatch();
        var clock = Stopwatch.StartNew();
        bool settled = false;
        double before = double.PositiveInfinity;
        double now = contender.Nanoseconds(contender.StepsACall);
        while (!settled && clock.Elapsed < Patience)
        {
            cancellation.ThrowIfCancellationRequested();
            int steps = WholeCalls(contender, RoundNanoseconds / now);
            now = Enumerable.Range(0, 5).Min(_ => contender.Nanoseconds(steps));
            settled = clock.Elapsed > WarmUp && Math.Abs(now - before) < Agreement * now;
            before = now;
            // On a process with one core, the runtime's own compiler runs only when this thread does not.
            Thread.Sleep(20);
        }
        return new Readiness(now, settled, jit.Unoptimised());
    }

    private static int WholeCalls(Contender contender, double steps)
    {
        int calls = (int)Math.Clamp(steps / contender.StepsACall, 1, (1 << 24) / contender.StepsACall);
        return calls * contender.StepsACall;
    }

    private sealed record Readiness(double Nanoseconds, bool Settled, IReadOnlyList<string> Unoptimised);
}
