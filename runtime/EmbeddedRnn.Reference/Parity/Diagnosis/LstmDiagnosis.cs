using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Reference;

/// <summary>c' = f * c + i * g and h' = o * tanh(c') solved for each gate.</summary>
internal static class LstmDiagnosis
{
    public static IEnumerable<GateNeed> Needs(LstmLayer layer, CellStep step)
    {
        if (step.WorstCell >= 0) return CellNeeds(layer, step, step.WorstCell, step.ObservedCell![step.WorstCell]);
        return layer.Projection is null ? HiddenNeeds(layer, step) : ProjectedNeeds(layer, step);
    }

    /// <summary>The gates that make c', where the c' that they have to make is known.</summary>
    private static IEnumerable<GateNeed> CellNeeds(LstmLayer layer, CellStep step, int u, double newCell)
    {
        double i = step.Gate("input").Value[u];
        double f = step.Gate("forget").Value[u];
        double g = step.Gate("candidate").Value[u];
        double c = step.Cell[u];
        yield return new GateNeed("candidate", u, (newCell - f * c) / i);
        if (layer.Coupled)
        {
            // c' = (1 - i) * c + i * g
            yield return new GateNeed("input", u, (newCell - c) / (g - c));
            yield break;
        }
        yield return new GateNeed("input", u, (newCell - f * c) / g);
        yield return new GateNeed("forget", u, (newCell - i * g) / c);
    }

    /// <summary>c' is right or unknown: the output gate and, where it is unknown, the gates behind it.</summary>
    private static IEnumerable<GateNeed> HiddenNeeds(LstmLayer layer, CellStep step)
    {
        int u = step.WorstHidden;
        yield return new GateNeed("output", u, step.ObservedHidden[u] / Math.Tanh(step.NewCell[u]));
        if (step.ObservedCell is not null) yield break;
        foreach (GateNeed need in CellNeeds(layer, step, u, Math.Atanh(step.ObservedHidden[u] / step.Gate("output").Value[u])))
            yield return need;
    }

    /// <summary>h' = P (o * tanh(c')): one unit's output gate changes every h' by a multiple of its column of P.</summary>
    private static IEnumerable<GateNeed> ProjectedNeeds(LstmLayer layer, CellStep step)
    {
        var change = new double[step.NewHidden.Length];
        for (int p = 0; p < change.Length; p++) change[p] = step.ObservedHidden[p] - step.NewHidden[p];
        foreach (ColumnFit fit in ColumnFit.Of(change, (p, j) => layer.Projection![p, j] * Math.Tanh(step.NewCell[j]), layer.HiddenSize))
            yield return new GateNeed("output", fit.Column, step.Gate("output").Value[fit.Column] + fit.Factor);
    }
}
