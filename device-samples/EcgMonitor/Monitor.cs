using System.Collections.Generic;

namespace EcgMonitor;

/// <summary>
/// One lead, one sample at a time: predicts it, marks the beats, flags those whose residual stands out, keeps the running
/// heart rate (the median of the last eight intervals) and the errors of the network and of both baselines.
/// </summary>
internal sealed class Monitor
{
    /// <summary>Samples that only fill the hidden state and the linear predictor's memory; no error counts them.</summary>
    public const int WarmUp = EcgRecord.Rate;

    private readonly SamplePredictor network = new();
    private readonly LinearPredictor linear = new();
    private readonly BeatDetector detector = new();
    private readonly ResidualMonitor residuals = new();
    private readonly RunningMedian intervals = new(8);
    private readonly List<Beat> beats = [];
    private readonly List<float> errors = [];
    private readonly List<float> meanErrors = [];
    private float predicted;
    private float predictedLinearly;
    private float last;
    private Squares networkError;
    private Squares linearError;
    private Squares lastValueError;

    /// <summary>Beats in order of time.</summary>
    public IReadOnlyList<Beat> Beats => beats;

    /// <summary>The prediction error of every sample in mV; 0 for the first.</summary>
    public IReadOnlyList<float> Residuals => errors;

    /// <summary>The same averaged over 22 ms, which is what flags a beat.</summary>
    public IReadOnlyList<float> MeanResiduals => meanErrors;

    /// <summary>How many beats are flagged.</summary>
    public int Flagged { get; private set; }

    /// <summary>Running heart rate in beats a minute; 0 before the second beat.</summary>
    public float HeartRate => intervals.Count == 0 ? 0 : 60f * EcgRecord.Rate / intervals.Value;

    /// <summary>Root mean square prediction error of the network, in mV.</summary>
    public double NetworkError => networkError.Root;

    /// <summary>The same for the linear predictor.</summary>
    public double LinearError => linearError.Root;

    /// <summary>The same for the prediction that nothing changes.</summary>
    public double LastValueError => lastValueError.Root;

    /// <summary>How many samples the linear predictor looks back.</summary>
    public int LinearOrder => linear.Order;

    /// <summary>Beats a minute from the first beat to the last; 0 when there are fewer than two.</summary>
    public double MeanHeartRate =>
        beats.Count < 2 ? 0 : 60.0 * EcgRecord.Rate * (beats.Count - 1) / (beats[^1].Sample - beats[0].Sample);

    /// <summary>Takes one sample in mV.</summary>
    public void Next(float millivolts)
    {
        float residual = errors.Count == 0 ? 0 : millivolts - predicted;
        if (errors.Count >= WarmUp)
        {
            networkError.Add(residual);
            linearError.Add(millivolts - predictedLinearly);
            lastValueError.Add(millivolts - last);
        }
        errors.Add(residual);
        meanErrors.Add(residuals.Next(residual));
        int peak = detector.Next(millivolts);
        if (peak >= 0) AddBeat(peak);

        predicted = network.Next(millivolts);
        predictedLinearly = linear.Next(millivolts);
        last = millivolts;
    }

    private void AddBeat(int peak)
    {
        if (beats.Count > 0) intervals.Add(peak - beats[^1].Sample);
        float score = residuals.Score(peak);
        bool flagged = score >= ResidualMonitor.Threshold;
        if (flagged) Flagged++;
        beats.Add(new Beat(peak, score, flagged, HeartRate));
    }
}
