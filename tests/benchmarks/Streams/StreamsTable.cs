using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using EmbeddedRnn.Benching.Machine;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Benchmarks.Streams;

/// <summary>
/// A step of N streams together beside a single instance's own step, both by turns, and beside the compute roofline that is
/// measured in the same run: multiply-accumulates at the rate of a loop without memory, plus the tanhs of a cell.
/// </summary>
internal static class StreamsTable
{
    private const int Rounds = 21;
    private const double WindowMilliseconds = 2;
    private static readonly int[] Counts = [1, 2, 4, 5, 7, 64, 1000, 16384];
    private const int Many = 100_000;

    public static void Print(IReadOnlyList<string> names)
    {
        (double rate, double tanh) = ArithmeticRate.Measure();
        Console.WriteLine(FormattableString.Invariant($"{rate:F1} multiply-accumulates a ns, {tanh:F3} ns a tanh\n"));
        Console.WriteLine($"| ns a stream and step | single | roofline | {string.Join(" | ", Counts.Append(Many).Select(n => $"N = {n}"))} | over single | % of roofline | B/step |");
        Console.WriteLine("|---" + string.Concat(Enumerable.Repeat("|---", Counts.Length + 6)) + "|");
        foreach (StreamsCell cell in StreamsCell.All.Where(c => names.Count == 0 || names.Contains(c.Name))) Print(cell, rate, tanh);
    }

    private static void Print(StreamsCell cell, double rate, double tanh)
    {
        var work = new Workload(cell.Cell);
        Func<int, StepFunction> create = cell.Create(work);
        StepFunction single = cell.Single(work);
        var contenders = new List<(int Count, Action Run)> { (1, Runner(single, 1, work)) };
        foreach (int count in Counts) contenders.Add((count, Runner(create(count), count, work)));
        // The largest takes memory and time: where its state alone would exceed a gigabyte it is left out.
        bool many = (long)Many * cell.Cell.HiddenSize * 12 < 1 << 30;
        if (many) contenders.Add((Many, Runner(create(Many), Many, work)));

        double[] best = [.. contenders.Select(_ => double.PositiveInfinity)];
        int[] steps = [.. contenders.Select(Steps)];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < best.Length; i++)
            {
                if (contenders[i].Count >= 16384 && round % 7 != 0) continue;
                best[i] = Math.Min(best[i], Nanoseconds(contenders[i].Run, steps[i]) / contenders[i].Count);
            }
        }
        double roofline = work.Model.MacsPerStep / rate + cell.Tanhs * tanh;
        double large = best[Array.IndexOf(Counts, 64) + 1];
        string times = string.Join(" | ", best.Skip(1).Select(b => FormattableString.Invariant($"{b:F1}"))) + (many ? "" : " | -");
        Console.WriteLine(FormattableString.Invariant(
            $"| {cell.Name} | {best[0]:F1} | {roofline:F1} | {times} | {best[0] / best[3]:F2} to {best[0] / large:F2} | {100 * roofline / best[3]:F0} to {100 * roofline / large:F0} | {Bytes(contenders[3].Run):F0} |"));
    }

    private static Action Runner(StepFunction step, int count, Workload work)
    {
        var inputs = new float[count * work.InputSize];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = work.Inputs.Values[i % work.Inputs.Values.Length];
        var outputs = new float[count * work.HiddenSize];
        return () => step(inputs, outputs);
    }

    private static int Steps((int Count, Action Run) contender)
    {
        contender.Run();
        int steps = 1;
        while (Nanoseconds(contender.Run, steps) * steps < WindowMilliseconds * 1e6 && steps < 1 << 24) steps *= 2;
        return steps;
    }

    private static double Nanoseconds(Action run, int steps)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++) run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / steps;
    }

    private static double Bytes(Action run)
    {
        const int steps = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < steps; i++) run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
    }
}
