using System;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// What the equations of a cell alone say about its states, whatever the inputs are: a state that starts within such a bound
/// never leaves it.
/// </summary>
public static class StateBounds
{
    /// <summary>The bounds of a cell; null where there is none, or where the weights that it depends on or the activation are not there.</summary>
    /// <remarks>
    /// RNN: that of f. GRU with z in [0, 1]: h' lies between h and n, so the larger of |h0| and that of n. LSTM: that of o times that
    /// of the output function, and behind a projection the sums of its rows' magnitudes times that. The cell state of an LSTM is
    /// bounded by its candidate where the forget gate is coupled, c' between c and g; else f may stay near 1 and c may grow without end.
    /// </remarks>
    public static StateRange Of(CellLayer cell)
    {
        double? hidden = null, memory = null;
        switch (cell)
        {
            case RnnLayer { Function: { } function }:
                hidden = Of(function);
                break;
            case GruLayer gru when IsWithinOne(gru.UpdateFunction):
                hidden = Of(gru.CandidateFunction);
                break;
            case LstmLayer lstm:
                hidden = OfProduct(lstm);
                if (lstm.Projection is { } projection) hidden = projection.HasValues ? hidden * Enumerable.Range(0, projection.Rows).Max(row => RowSum(projection, row)) : null;
                if (lstm.Coupled && IsWithinOne(lstm.InputFunction)) memory = Largest(Of(lstm.CandidateFunction), lstm.InitialCell);
                break;
        }
        return new StateRange(Usable(Largest(hidden, cell.InitialHidden)), Usable(memory));
    }

    /// <summary>
    /// The ranges of a cell's states: those stated, those proven, and the smaller one where there are both.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="stated">What is stated for it.</param>
    public static StateRange Of(CellLayer cell, StateRange stated)
    {
        StateRange proven = Of(cell);
        return new StateRange(Smaller(stated.Hidden, proven.Hidden), Smaller(stated.Cell, proven.Cell));
    }

    /// <summary>The bound of what an LSTM's output gate lets out, o * tanh(c'), in front of a projection; null where there is none.</summary>
    internal static float? OfProduct(LstmLayer lstm) => Usable(Of(lstm.OutputGateFunction) * Of(lstm.OutputFunction));

    private static double? Of(ActivationFunction function) => function.Kind switch
    {
        ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Step => 1,
        ActivationKind.Tanh or ActivationKind.HardTanh or ActivationKind.Softsign => 1,
        ActivationKind.ScaledTanh => Math.Abs(function.Alpha),
        _ => (double?)null,
    };

    private static bool IsWithinOne(ActivationFunction function) =>
        function.Kind is ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Step;

    private static double? Largest(double? bound, Tensor? initial) =>
        bound is null || initial is null ? bound : !initial.HasValues ? (double?)null : Math.Max(bound.Value, initial.ToArray().Max(v => Math.Abs((double)v)));

    private static double RowSum(Tensor tensor, int row) => Enumerable.Range(0, tensor.Columns).Sum(column => Math.Abs((double)tensor[row, column]));

    private static float? Usable(double? bound) => bound is > 0 and <= float.MaxValue ? (float)bound.Value : null;

    private static float? Smaller(float? a, float? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);
}
