using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler.Planning.Device;

namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>What would make a network fit: what is said here of budgets and units has been planned and does fit.</summary>
public static class BudgetAdvice
{
    private static readonly int[] Budgets = { 3 * 1024, 8 * 1024, 16 * 1024, 24 * 1024, 32 * 1024, 48 * 1024, DeviceLimits.IlBytes };

    /// <summary>The advice, a line each.</summary>
    /// <param name="model">A network that does not fit.</param>
    /// <param name="weights">How its weights are kept.</param>
    /// <param name="plan">Plans a network under an IL budget.</param>
    /// <param name="ilBudget">The budget under which it does not fit.</param>
    /// <param name="board">The board.</param>
    /// <param name="longestSequence">Steps of the longest sequence, for networks that need whole ones.</param>
    public static IReadOnlyList<string> For(Model model, WeightFormat weights, Func<Model, int, DevicePlanReport> plan, int ilBudget, Board board, int longestSequence)
    {
        bool Fits(DevicePlanReport report) => DeviceBudget.OfClass(report).Count == 0 && DeviceBudget.OfBoard(new[] { report }, board, longestSequence).Count == 0;
        var advice = new List<string>();
        DevicePlanReport now = plan(model, ilBudget);

        // The nearest budget that helps; a lower one rolls code into loops, a higher one moves weights from memory into code.
        DevicePlanReport? other = Budgets.Where(budget => budget != ilBudget).OrderBy(budget => Math.Abs(budget - ilBudget))
            .Select(budget => plan(model, budget)).FirstOrDefault(Fits);
        if (other is not null)
        {
            string how = other.IlBudget < ilBudget ? "a lower IL budget, rolled code" : "a higher IL budget, more weights as literals";
            advice.Add($"{how}: --il-budget {Plain(other.IlBudget)} fits, with {Sizes(other, longestSequence)}");
        }

        int units = LargestThatFits(model, candidate => Fits(plan(candidate, ilBudget)));
        if (units > 0)
        {
            DevicePlanReport smaller = plan(SmallerModel.Of(model, units)!, ilBudget);
            advice.Add($"fewer units: {units} instead of {SmallerModel.Units(model)} is the most that fits under this budget, with {Sizes(smaller, longestSequence)}");
        }

        if (now.StaticBytes > 0 && weights != WeightFormat.Int8)
            advice.Add($"int8 weights: about {Number(Int8Bytes(now.StaticBytes, weights))} bytes of static data instead of {Number(now.StaticBytes)}, by the bytes alone");
        return advice;
    }

    // A network may fit with fewer units and not with more: halving finds the border.
    private static int LargestThatFits(Model model, Func<Model, bool> fits)
    {
        int low = 0;
        int high = SmallerModel.Units(model);
        while (high - low > 1)
        {
            int middle = low + (high - low) / 2;
            if (SmallerModel.Of(model, middle) is not { } smaller) return 0;
            if (fits(smaller)) low = middle;
            else high = middle;
        }
        return low;
    }

    // A byte a weight; the scale of a row takes back a little, which is left out here.
    private static int Int8Bytes(int bytes, WeightFormat weights) => bytes / (weights == WeightFormat.Int16 ? sizeof(short) : sizeof(float));

    private static string Sizes(DevicePlanReport report, int longestSequence) =>
        $"{Number(report.IlBytes)} bytes of IL, {Number(report.StaticBytes)} of static data and {Number(DeviceBudget.Ram(report, longestSequence))} of memory";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}
