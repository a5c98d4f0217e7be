using System;

namespace EcgMonitor;

/// <summary>
/// Tells beats that the network did not expect. Prediction errors are averaged over 22 ms, which leaves what the network
/// got wrong and takes away noise. A beat's residual energy is the sum of those squared means from 150 ms before its
/// R peak to 100 ms after; its score is that energy over the median of the last 31 beats, and it is flagged from
/// <see cref="Threshold"/> on. The first five beats only fill the median.
/// </summary>
internal sealed class ResidualMonitor
{
    /// <summary>The score from which a beat is flagged.</summary>
    public const float Threshold = 4;

    /// <summary>Samples before the R peak that count.</summary>
    public const int Before = 54;

    /// <summary>Samples after the R peak that count.</summary>
    public const int After = 36;

    private const int MeanSamples = 8;
    private const int FirstBeats = 5;

    private readonly float[] recent = new float[MeanSamples];
    private readonly float[] squares = new float[512];       // a power of two longer than the detector's delay and Before
    private readonly RunningMedian energies = new(31);
    private int time = -1;

    /// <summary>Takes the prediction error of one sample, in mV.</summary>
    /// <returns>The mean of the last 22 ms, in mV.</returns>
    public float Next(float residual)
    {
        recent[++time % MeanSamples] = residual;
        float sum = 0;
        foreach (float value in recent) sum += value;
        float mean = sum / MeanSamples;
        squares[time & 511] = mean * mean;
        return mean;
    }

    /// <summary>The score of a beat at a position among the last samples; 0 while the median fills.</summary>
    public float Score(int peak)
    {
        float energy = 0;
        int last = Math.Min(time, peak + After);
        for (int t = Math.Max(0, peak - Before); t <= last; t++) energy += squares[t & 511];
        float median = energies.Count < FirstBeats ? 0 : energies.Value;
        energies.Add(energy);
        return median > 0 ? energy / median : 0;
    }
}
