using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Stages;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Compiler.Planning.Device.Il;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>
/// Gives every layer its shape. Each shape that may fit is written and measured, and the bytes of the budget go where they save
/// the most time. Only this class is looked at, never another of the same assembly.
/// </summary>
internal static class ShapePlanner
{
    private const int StepsOfUnits = 16;
    private const int StepsOfGateRows = 6;
    private const int Attempts = 6;

    // A product of a local and a literal takes nine bytes; what is longer than the budget by this count alone is not tried.
    private const int BytesPerProduct = 9;

    // By columns each product is a statement, which takes so much more.
    private const double MoreByColumns = 0.3;

    // A layer behind the last step runs once a sequence.
    private const double TimeOfLastStep = 0.1;

    /// <summary>Sets the shapes and gives the class.</summary>
    public static DeviceClass Plan(DevicePlan plan)
    {
        if (plan.Options.Shape is { } forced)
        {
            foreach (DeviceStage stage in plan.Stages) stage.Shape = forced.Of(stage.Units, stage.HasGateRows, stage.HasColumns);
            return new DeviceClass(plan);
        }
        ShapeCost[][] layers = plan.Stages.Select((stage, i) => Shapes(plan, stage, plan.LastStepAt >= 0 && i >= plan.LastStepAt)).ToArray();
        DeviceClass smallest = Take(plan, layers.Select(shapes => shapes[0]).ToArray());
        int budget = Math.Min(plan.Options.IlBudget, DeviceLimits.IlBytes);
        int room = budget - smallest.IlBytes + layers.Sum(shapes => shapes[0].Bytes);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DeviceClass chosen = Take(plan, ShapeChoice.Of(layers, room, DeviceLimits.StaticBytes));
            if (chosen.IlBytes <= budget) return chosen;
            room -= chosen.IlBytes - budget;
        }
        return Take(plan, layers.Select(shapes => shapes[0]).ToArray());
    }

    private static DeviceClass Take(DevicePlan plan, IReadOnlyList<ShapeCost> choice)
    {
        for (int i = 0; i < choice.Count; i++) plan.Stages[i].Shape = choice[i].Shape;
        return new DeviceClass(plan);
    }

    // The smallest comes first.
    private static ShapeCost[] Shapes(DevicePlan plan, DeviceStage stage, bool once)
    {
        var costs = new List<ShapeCost>();
        foreach (DeviceShape shape in Candidates(plan, stage))
        {
            stage.Shape = shape;
            ClassSize size = DeviceClass.Measure(plan, stage, out HashSet<string> shared);
            if (costs.Count > 0 && size.Methods.Any(m => m.Size.LongestBranch > DeviceLimits.Branch || m.Size.Locals > DeviceLimits.Locals)) continue;
            double time = size.Methods.Single(m => m.Name == stage.Name).Size.Nanoseconds.Half;
            costs.Add(new ShapeCost(shape, size.Methods.Where(m => !shared.Contains(m.Name)).Sum(m => m.Size.Bytes), size.StaticBytes, once ? TimeOfLastStep * time : time));
        }
        return costs.OrderBy(cost => cost.Bytes).ToArray();
    }

    private static IEnumerable<DeviceShape> Candidates(DevicePlan plan, DeviceStage stage)
    {
        if (stage.HasColumnLoops || stage.Units == 0) yield return DeviceShape.Looped.Of(stage.Units, false);
        if (stage.Units == 0) yield break;
        yield return DeviceShape.Rolled.Of(stage.Units, false);
        int most = Math.Min(plan.Options.IlBudget, DeviceLimits.IlBytes);
        bool Fits(double share) => share * BytesPerProduct * stage.Macs <= most;
        int units = stage.Units;
        if (stage.HasColumns && stage.MayProfitFromColumns)
        {
            yield return DeviceShape.RolledColumns.Of(units, false, true);
            if (Fits(1 + MoreByColumns * stage.ColumnMacs / stage.Macs)) yield return DeviceShape.UnrolledColumns.Of(units, false, true);
        }
        if (stage.HasGateRows)
        {
            foreach (int rows in Steps(units, StepsOfGateRows).Where(rows => Fits(rows / (3.0 * units)))) yield return new DeviceShape(false, rows, 0).Of(units, true);
        }
        foreach (int whole in Steps(units, StepsOfUnits))
        {
            if (Fits((double)whole / units)) yield return new DeviceShape(false, 0, whole).Of(units, false);
            if (stage.HasGateRows && whole < units && Fits(whole / (1.5 * units) + 1 / 3.0)) yield return DeviceShape.Mixed(whole).Of(units, true);
        }
    }

    private static IEnumerable<int> Steps(int count, int steps) => Enumerable.Range(1, steps).Select(i => (count * i + steps - 1) / steps).Distinct();
}
