using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Benchmarks.Tuning;

/// <summary>Shows where another plan is faster than the planner's.</summary>
internal static class TuneTable
{
    private const double Tolerance = 1.05;
    private const int Finalists = 5;
    private const int Looks = 9;
    private const double LookNanoseconds = 0.5e6;

    public static void Print(IReadOnlyList<TunedCell> cells)
    {
        var summary = new List<string>();
        foreach (TunedCell cell in cells)
        {
            IReadOnlyList<Contender> all = VariantContenders.Create(cell.Model, new RepeatedInputs(cell.InputSize), [.. Variants.Of(cell).Prepend<PlanChoices?>(null).Select(v => new Variant(Variants.Describe(v), DesktopOptions.Default, v))]);
            Console.WriteLine($"{cell.Name}, {all.Count - 1} plans on {CompilerServices.KernelSelection.Widest}");
            IReadOnlyList<Contender> best = Fastest(all.Skip(1).ToArray());
            IReadOnlyList<Timing> timings = Measurement.Of([all[0], .. best]);
            foreach (Timing t in timings)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"  {t.Contender.Code,-52} min {t.Nanoseconds,9:F1} ns  median {t.Median,9:F1} ns  {100 * timings[0].Nanoseconds / t.Nanoseconds,4:F0} % of the planner's speed, {100 * timings[0].Median / t.Median:F0} % by medians"));
            }
            Timing fastest = timings.Skip(1).MinBy(t => t.Median)!;
            double gain = Math.Min(timings[0].Nanoseconds / timings.Skip(1).Min(t => t.Nanoseconds), timings[0].Median / fastest.Median);
            if (gain > Tolerance) summary.Add(FormattableString.Invariant($"{cell.Name}: {fastest.Contender.Code} is {100 * (gain - 1):F0} % faster than the planner's plan"));
        }
        Console.WriteLine(summary.Count == 0 ? "No plan beats the planner's by more than 5 %." : "More than 5 % faster than the planner's plan, by minimum and by median:");
        summary.ForEach(Console.WriteLine);
    }

    // A first look at many plans. They need no settling, since their methods are compiled optimised at once.
    private static IReadOnlyList<Contender> Fastest(IReadOnlyList<Contender> contenders)
    {
        int[] steps = [.. contenders.Select(c => Math.Max(16, (int)(LookNanoseconds / Math.Min(c.Nanoseconds(64), c.Nanoseconds(256)))))];
        double[] best = [.. contenders.Select(_ => double.PositiveInfinity)];
        for (int look = 0; look < Looks; look++)
        {
            for (int i = 0; i < best.Length; i++) best[i] = Math.Min(best[i], contenders[i].Nanoseconds(steps[i]));
        }
        return [.. contenders.Zip(best).OrderBy(c => c.Second).Take(Finalists).Select(c => c.First)];
    }
}
