using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>One step of one cell as the reference took it, and the state that was observed instead.</summary>
/// <param name="Hidden">h before the step.</param>
/// <param name="Cell">c before the step; empty where the cell has none.</param>
/// <param name="NewHidden">h' of the reference.</param>
/// <param name="NewCell">c' of the reference.</param>
/// <param name="ObservedHidden">The h' that was observed.</param>
/// <param name="ObservedCell">The c' that was observed, or null where only outputs are known.</param>
/// <param name="Gates">The reference's gates.</param>
/// <param name="Tolerance">Errors up to this are none.</param>
internal sealed record CellStep(
    double[] Hidden,
    double[] Cell,
    double[] NewHidden,
    double[] NewCell,
    double[] ObservedHidden,
    double[]? ObservedCell,
    IReadOnlyList<Gate<double>> Gates,
    double Tolerance)
{
    public Gate<double> Gate(string name) => Gates.First(gate => gate.Name == name);

    /// <summary>The unit of h' that is furthest off.</summary>
    public int WorstHidden => Worst(NewHidden, ObservedHidden);

    /// <summary>The unit of c' that is furthest off, or -1 where none is.</summary>
    public int WorstCell
    {
        get
        {
            if (ObservedCell is null) return -1;
            int worst = Worst(NewCell, ObservedCell);
            return Deviation.ErrorOf(NewCell[worst], ObservedCell[worst]) > Tolerance ? worst : -1;
        }
    }

    private static int Worst(double[] expected, double[] actual) =>
        Enumerable.Range(0, expected.Length).MaxBy(u => Deviation.ErrorOf(expected[u], actual[u]));
}

/// <summary>The value that one gate of one unit would need for what was observed; it may be out of range or not finite.</summary>
internal readonly record struct GateNeed(string Gate, int Unit, double Required);
