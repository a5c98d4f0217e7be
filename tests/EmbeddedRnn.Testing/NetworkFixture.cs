using System;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>A whole network in a file of another program, with inputs and the outputs that were computed elsewhere for them.</summary>
/// <param name="Name">The format's folder and the name: "rtneural/gru-1x5".</param>
/// <param name="Path">The network's file.</param>
/// <param name="Inputs">x, [T, InputSize].</param>
/// <param name="Expected">y in float64 arithmetic, [T, OutputSize].</param>
public sealed record NetworkFixture(string Name, string Path, Sequence Inputs, Sequence Expected)
{
    /// <summary>What the file does not say: the activation of a plain RNN, which stands in the fixture's name.</summary>
    public ImportOptions Options => new()
    {
        Activation = Name.Contains("/rnn-relu-", StringComparison.Ordinal) ? Activation.Relu
            : Name.Contains("/rnn-tanh-", StringComparison.Ordinal) ? Activation.Tanh : null,
    };

    /// <summary>The model, as it is imported.</summary>
    public Model Load() => ModelFile.Read(Path, Options);

    /// <summary>How far the double reference of a model is from the expected outputs: the largest |actual - expected| / max(1, |expected|).</summary>
    /// <param name="model">This fixture's model, or a mutation of it.</param>
    public double LargestError(Model model)
    {
        var outputs = new double[Expected.Steps * Expected.Width];
        new ReferenceNetwork<double>(model).Run(Inputs.ToArray(), outputs);
        double[] expected = Expected.ToArray();
        double largest = 0;
        for (int i = 0; i < outputs.Length; i++)
            largest = Math.Max(largest, Math.Abs(outputs[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i])));
        return largest;
    }

    public override string ToString() => Name;
}
