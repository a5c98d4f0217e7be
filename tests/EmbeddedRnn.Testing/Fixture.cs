using System;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>A model with inputs and the outputs that another program computed for them.</summary>
/// <param name="Name">The folder and the name: "pytorch/gru-3x5-bias-state".</param>
/// <param name="Model">The model; it has no initial state of its own.</param>
/// <param name="Inputs">x, [T, InputSize].</param>
/// <param name="Expected">y in float64 arithmetic, [T, OutputSize].</param>
/// <param name="ExpectedSingle">y in float32 arithmetic, where the other program has that; else null.</param>
/// <param name="InitialState">[StateSize], h, then c; zero where the fixture gives none.</param>
public sealed record Fixture(string Name, Model Model, Sequence Inputs, Sequence Expected, Sequence? ExpectedSingle, float[] InitialState)
{
    /// <summary>
    /// How far the double reference of a model is from the expected outputs in a free run from the initial state: the largest
    /// |actual - expected| / max(1, |expected|).
    /// </summary>
    /// <param name="model">This fixture's model, or a mutation of it.</param>
    /// <param name="inputs">Other inputs than the fixture's, such as reversed ones.</param>
    public double LargestError(Model model, Sequence? inputs = null)
    {
        var network = new ReferenceNetwork<double>(model);
        network.SetState(Array.ConvertAll(InitialState, v => (double)v));
        var outputs = new double[Expected.Steps * Expected.Width];
        network.Run((inputs ?? Inputs).ToArray(), outputs);
        double[] expected = Expected.ToArray();
        double largest = 0;
        for (int i = 0; i < outputs.Length; i++)
            largest = Math.Max(largest, Math.Abs(outputs[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i])));
        return largest;
    }

    public override string ToString() => Name;
}
