using System;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Tests;

/// <summary>Small models, and what the reference gives for them.</summary>
internal static class Networks
{
    public static readonly Model Gru = RandomModels.Contractive(CellOptions.Gru(ResetPosition.After), 3, 5, 1).WithName("gesture");

    public static readonly Model Lstm = RandomModels.Contractive(CellOptions.Lstm(), 3, 5, 1).WithName("beat");

    public static Sequence Inputs(Model model, int steps = 20) => RandomModels.Inputs(steps, model.InputSize, 2);

    /// <summary>The double reference's outputs of a free run.</summary>
    public static Sequence Outputs(Model model, Sequence inputs, float[]? state = null)
    {
        var network = new ReferenceNetwork<double>(model);
        if (state is not null) network.SetState(Array.ConvertAll(state, v => (double)v));
        var outputs = new double[inputs.Steps * model.OutputSize];
        network.Run(inputs.ToArray(), outputs);
        return new Sequence(model.OutputSize, outputs);
    }

    /// <summary>The largest |actual - expected| / max(1, |expected|).</summary>
    public static double LargestError(Sequence expected, Sequence actual)
    {
        (double[] e, double[] a) = (expected.ToArray(), actual.ToArray());
        if (e.Length != a.Length) return double.PositiveInfinity;
        double largest = 0;
        for (int i = 0; i < e.Length; i++) largest = Math.Max(largest, Math.Abs(a[i] - e[i]) / Math.Max(1, Math.Abs(e[i])));
        return largest;
    }
}
