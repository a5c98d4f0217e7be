namespace EcgMonitor;

/// <summary>Predicts the next sample with the generated cell: one step a sample, nothing allocated.</summary>
internal sealed class SamplePredictor
{
    private readonly EcgCell cell = new();
    private readonly Readout readout = new();
    private readonly float[] input = new float[EcgCell.InputSize];
    private readonly float[] hidden = new float[EcgCell.OutputSize];

    /// <summary>Takes a sample in mV and predicts the next one.</summary>
    public float Next(float millivolts)
    {
        input[0] = readout.Standardise(millivolts);
        cell.Step(input, hidden);
        return readout.Next(millivolts, hidden);
    }
}
