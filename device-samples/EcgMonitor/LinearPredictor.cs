namespace EcgMonitor;

/// <summary>
/// The stronger baseline: the next sample as a weighted sum of the last ones plus a constant, fitted by least squares on
/// the same three minutes as the network.
/// </summary>
internal sealed class LinearPredictor
{
    private readonly float bias;
    private readonly float[] weights;
    private readonly float[] recent;

    public LinearPredictor()
    {
        var table = new NamedValues("linear.csv");
        bias = (float)table["bias"];
        weights = table.Weights();
        recent = new float[weights.Length];
    }

    /// <summary>How many samples the sum looks back.</summary>
    public int Order => weights.Length;

    /// <summary>Takes a sample in mV and predicts the next one.</summary>
    public float Next(float millivolts)
    {
        for (int k = recent.Length - 1; k > 0; k--) recent[k] = recent[k - 1];
        recent[0] = millivolts;
        float sum = bias;
        for (int k = 0; k < weights.Length; k++) sum += weights[k] * recent[k];
        return sum;
    }
}
