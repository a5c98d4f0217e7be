using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>A plan in words, for the head of the generated code: what was chosen, and why.</summary>
public static class PlanReasons
{
    /// <summary>Two sentences: the choice, then the reason.</summary>
    public static IReadOnlyList<string> Of(PassPlan plan) => new[] { Choice(plan), Reason(plan) };

    /// <summary>How a layer runs over a sequence, and why; "" where it is step by step.</summary>
    public static string Of(RunForm form) => form switch
    {
        RunForm.StateInRegisters => "Run keeps the state in registers: it is small, and each step waits for it.",
        RunForm.InputAhead => $"Run sums the input part of {RunPlanner.StepsAhead} steps ahead: the weights exceed the first-level cache, and those of the input are read once for all of them.",
        _ => "",
    };

    /// <summary>What is left out behind closed gates and up to where, in words; "" where nothing is.</summary>
    public static string Of(SkippingForm form, int mostLive, int units) => form switch
    {
        SkippingForm.Rows => $"Units whose update gate is 1 keep their state: up to {mostLive} of {units} others have reset gate and candidate computed row by row, where r is 0 without U h; with more it costs less to compute all.",
        SkippingForm.Columns => $"Columns of values that a closed gate made 0 are left out where at most {mostLive} of {units} are not 0; with more it costs less to take all.",
        _ => "",
    };

    private static string Choice(PassPlan plan)
    {
        string blocks = string.Join(", then ", plan.Groups.Select(g => $"{Number(g.Count, "block")} of {Vectors(g)}"));
        string order = plan.Alternates ? " in alternating order" : "";
        string columns = plan.FullyUnrolled ? "all columns written out" : $"{Number(plan.ColumnUnroll, "column")} a turn";
        string chains = plan.Chains == 1 ? "" : $", {plan.Chains} chains a sum";
        int padding = plan.Groups.Max(g => plan.Pass.Operands.Max(o => plan.ColumnLength(g, o) - g.Units * plan.Pass.FedBy(o).Count));
        string padded = padding == 0 ? "" : $", columns padded by {padding} values so that vectors stay aligned";
        string pairs = plan.HasPairs ? ", two gates a vector where units are half of one" : "";
        return $"{plan.Pass.Title}: {blocks}{order}, {columns}{chains}{pairs}{padded}.";
    }

    private static string Reason(PassPlan plan)
    {
        int bytes = PassPlanner.WeightBytes(plan.Pass);
        string kilobytes = (bytes / 1024.0).ToString("0.#", CultureInfo.InvariantCulture) + " KB of weights";
        string level = bytes <= PassPlanner.FirstLevelCache ? $"{kilobytes} stay in the first-level cache"
            : plan.Alternates ? $"{kilobytes} exceed the first-level cache, so a step begins with what the last one left in it"
            : $"{kilobytes} exceed the first-level cache";
        int sums = plan.MostVectors;
        string registers = plan.Width.Values == 1 ? Number(sums, "sum")
            : $"{Number(sums, "sum")}{(plan.Chains == 1 ? "" : $" in {sums * plan.Chains} accumulators")} of {plan.Width.Registers} registers";
        string latency = plan.Chains > 1 ? ", split so that multiply-adds, four cycles each, do not wait for one another" : "";
        return $"{level}; {registers}{latency}.";
    }

    private static string Vectors(BlockGroup group) =>
        string.Join(" + ", group.Widths.GroupBy(w => w).Select(w => w.Key == 1 ? Number(w.Count(), "unit") : $"{w.Count()} x {w.Key} units"));

    /// <summary>"1 column", "4 columns".</summary>
    internal static string Number(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    /// <summary>"Unit 32", "Units 0 to 63".</summary>
    internal static string Range(string what, int first, int last) =>
        $"{char.ToUpperInvariant(what[0])}{what.Substring(1)}{(first == last ? $" {first}" : $"s {first} to {last}")}";
}
