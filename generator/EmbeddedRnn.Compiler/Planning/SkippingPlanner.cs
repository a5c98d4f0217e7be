using System;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// Chooses what a cell leaves out behind closed gates, and up to how much work it pays. How many gates are closed is known in
/// each step only, so a step counts them and takes the plain kernel where too few are. docs/performance.md has the measurements.
/// </summary>
public static class SkippingPlanner
{
    // Below, all weights are near and what is left out is worth less than finding out.
    private const int FewestUnits = 64;

    // A row is read along its columns: its sums must be added up across a vector, and only one row's are at work at once. What it takes
    // beside its share of all columns, by where the weights are: hardly beyond the first-level cache, some way, far. Vectors of 512
    // bits leave less to gain. Nearer than far, looking for units with work alone costs 3 to 7 % of a step: that is left to those who
    // ask for it.
    private const int NearBytes = 3 * PassPlanner.FirstLevelCache;
    private const int FarBytes = 6 * PassPlanner.FirstLevelCache;
    private static readonly double[] RowCosts = { 1.8, 1.65, 1.45 };
    private static readonly double[] WideRowCosts = { 3, 2.2, 1.7 };

    // A sequence sums the input part of all units ahead, not that of rows, and must go the way of its steps: between what pays in a
    // step and in a sequence, the input part of a row counts this much more.
    private const double InputCost = 0.5;

    // What a column at a place of its own takes beside one in a loop over all, where it feeds several sums and where one; and a turn of
    // the loop over them takes at least the time of so many multiply-adds.
    private const double ColumnCost = 1.4;
    private const double SingleColumnCost = 1.8;
    private const double ColumnMultiplyAdds = 6;

    /// <summary>What a cell leaves out.</summary>
    public static SkippingForm Choose(CellLayer layer, Skipping skipping)
    {
        if (skipping == Skipping.Never || (skipping == Skipping.Auto && layer.HiddenSize < FewestUnits)) return SkippingForm.None;
        return layer switch
        {
            GruLayer { Reset: ResetPosition.After } gru when gru.UpdateFunction.CanClose && (skipping == Skipping.Always || Bytes(gru) >= FarBytes) => SkippingForm.Rows,
            GruLayer { Reset: ResetPosition.Before } gru when gru.ResetFunction.CanClose => SkippingForm.Columns,
            LstmLayer lstm when lstm.OutputGateFunction.CanClose => SkippingForm.Columns,
            _ => SkippingForm.None,
        };
    }

    /// <summary>The most units with work to do for which their rows are taken one by one.</summary>
    public static int MostLiveRows(GruLayer layer, KernelWidth width)
    {
        int bytes = Bytes(layer);
        double[] costs = width.Registers >= 32 ? WideRowCosts : RowCosts;
        double cost = costs[bytes < NearBytes ? 0 : bytes < FarBytes ? 1 : 2];
        return (int)(layer.HiddenSize / (cost * (1 + (InputCost * layer.InputSize / (layer.InputSize + layer.HiddenSize)))));
    }

    /// <summary>The most columns that are not 0 for which the others are left out.</summary>
    public static int MostLiveColumns(PassPlan plan, Operand operand)
    {
        int sums = plan.Pass.FedBy(operand).Count, multiplyAdds = plan.Groups.Min(g => g.Widths.Count) * sums;
        return (int)(operand.Count / Math.Max(sums > 1 ? ColumnCost : SingleColumnCost, ColumnMultiplyAdds / multiplyAdds));
    }

    /// <summary>The operand of a pass whose zeros are left out, or null.</summary>
    public static Operand? Sparse(SkippingForm form, CellLayer layer, Pass pass)
    {
        string? gated = form != SkippingForm.Columns ? null
            : layer is GruLayer ? "resetHidden"
            : layer is LstmLayer { Projection: null } ? "hidden"
            : "product";
        return pass.Operands.FirstOrDefault(o => o.Variable == gated);
    }

    private static int Bytes(GruLayer layer) => sizeof(float) * 3 * layer.HiddenSize * (layer.InputSize + layer.HiddenSize);
}
