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

    // Two passes instead of one cost a tenth of a step whose weights are hardly more than the first-level cache, and rows beside
    // columns push one another out of it. A GRU this large lost nothing where no gate was closed.
    private const int FewestBytesForRows = 3 * PassPlanner.FirstLevelCache;
    private const double NearRowCost = 2.4;

    // A row is read along its columns: its sums must be added up across a vector, and only one row's are at work at once.
    private const double RowCost = 1.5;

    // A turn of a loop over columns at places of their own takes at least the time of this many multiply-adds.
    private const double ColumnMultiplyAdds = 6;
    private const double LeastColumnCost = 1.1;

    /// <summary>What a cell leaves out.</summary>
    public static SkippingForm Choose(CellLayer layer, Skipping skipping)
    {
        if (skipping == Skipping.Never || (skipping == Skipping.Auto && layer.HiddenSize < FewestUnits)) return SkippingForm.None;
        return layer switch
        {
            GruLayer { Reset: ResetPosition.After } gru when gru.UpdateFunction.CanClose && (skipping == Skipping.Always || Bytes(gru) >= FewestBytesForRows) => SkippingForm.Rows,
            GruLayer { Reset: ResetPosition.Before } gru when gru.ResetFunction.CanClose => SkippingForm.Columns,
            LstmLayer lstm when lstm.OutputGateFunction.CanClose => SkippingForm.Columns,
            _ => SkippingForm.None,
        };
    }

    /// <summary>The most units with work to do for which their rows are taken one by one.</summary>
    public static int MostLiveRows(GruLayer layer) => (int)(layer.HiddenSize / (Bytes(layer) < FewestBytesForRows ? NearRowCost : RowCost));

    /// <summary>The most columns that are not 0 for which the others are left out.</summary>
    public static int MostLiveColumns(PassPlan plan, Operand operand)
    {
        int multiplyAdds = plan.Groups.Min(g => g.Widths.Count) * plan.Pass.FedBy(operand).Count;
        return (int)(operand.Count / Math.Max(LeastColumnCost, ColumnMultiplyAdds / multiplyAdds));
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
