using System;

namespace EcgMonitor;

/// <summary>
/// What stands before and after the cell: the standardisation of its input and the linear read-out of its hidden state.
/// They travel in a table of their own, because the importer takes the cell alone from the model file.
/// </summary>
internal sealed class Readout
{
    private readonly float mean;
    private readonly float scale;
    private readonly float bias;
    private readonly float[] weights;

    public Readout()
    {
        var table = new NamedValues("readout.csv");
        mean = (float)table["mean"];
        scale = (float)table["scale"];
        bias = (float)table["bias"];
        weights = table.Weights();
    }

    /// <summary>A sample in mV as the cell takes it.</summary>
    public float Standardise(float millivolts) => (millivolts - mean) / scale;

    /// <summary>The prediction in mV: the last sample plus the change that the hidden state tells.</summary>
    public float Next(float last, ReadOnlySpan<float> hidden)
    {
        float change = bias;
        for (int i = 0; i < weights.Length; i++) change += weights[i] * hidden[i];
        return last + change;
    }
}
