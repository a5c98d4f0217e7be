using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>h' = z * h + (1 - z) * n solved for each gate.</summary>
internal static class GruDiagnosis
{
    public static IEnumerable<GateNeed> Needs(GruLayer layer, CellStep step)
    {
        int u = step.WorstHidden;
        double h = step.Hidden[u];
        double z = step.Gate("update").Value[u];
        double n = step.Gate("candidate").Value[u];
        yield return new GateNeed("update", u, (step.ObservedHidden[u] - n) / (h - n));
        yield return new GateNeed("candidate", u, Candidate(step, u));

        double[] change = Enumerable.Range(0, layer.HiddenSize)
            .Select(i => Math.Atanh(Candidate(step, i)) - step.Gate("candidate").PreActivation[i]).ToArray();
        double r = step.Gate("reset").Value[u];
        if (layer.Reset == ResetPosition.After)
        {
            // n = tanh(Wn x + bWn + r * (Un h + bUn)): the pre-activation changes by (r' - r) * (Un h + bUn).
            yield return new GateNeed("reset", u, r + change[u] / Recurrent(layer, step.Hidden, u));
            yield break;
        }

        // n = tanh(Wn x + bWn + Un (r * h) + bUn): one r_j changes every pre-activation i by (r_j' - r_j) * h_j * Un_ij.
        int first = 2 * layer.HiddenSize;
        foreach (ColumnFit fit in ColumnFit.Of(change, (i, j) => step.Hidden[j] * layer.RecurrentWeights[first + i, j], layer.HiddenSize))
            yield return new GateNeed("reset", fit.Column, step.Gate("reset").Value[fit.Column] + fit.Factor);
    }

    /// <summary>The n that the observed h' needs.</summary>
    private static double Candidate(CellStep step, int u)
    {
        double z = step.Gate("update").Value[u];
        return (step.ObservedHidden[u] - z * step.Hidden[u]) / (1 - z);
    }

    /// <summary>Un h + bUn.</summary>
    private static double Recurrent(GruLayer layer, double[] h, int u)
    {
        int row = 2 * layer.HiddenSize + u;
        double sum = layer.RecurrentBias?[row] ?? 0;
        for (int j = 0; j < h.Length; j++) sum += layer.RecurrentWeights[row, j] * h[j];
        return sum;
    }
}
