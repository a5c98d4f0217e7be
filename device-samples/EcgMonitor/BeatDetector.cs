using System;

namespace EcgMonitor;

/// <summary>
/// Finds R peaks in a stream. The slope over 22 ms is squared and averaged over 100 ms; its root is large during a QRS
/// complex, whether narrow or wide, and small during P and T waves. A complex is where it exceeds 30 % of the level (the
/// median height of the last eight complexes); the R peak is the sample farthest from the baseline just before the
/// complex. A complex within 250 ms of the last R peak is part of that beat. After two seconds without a complex the
/// level is halved, so that a lost lead or an artefact does not deafen the detector. It listens for two seconds first.
/// </summary>
internal sealed class BeatDetector
{
    private const int SlopeSamples = 8;
    private const int AverageSamples = 36;
    private const int RefractorySamples = EcgRecord.Rate / 4;
    private const int PatienceSamples = 2 * EcgRecord.Rate;
    private const int LongestComplex = EcgRecord.Rate / 3;
    private const float ThresholdShare = 0.3f;
    private const float LowestLevel = 0.05f;      // mV in 22 ms: below it there is nothing but noise

    private readonly float[] samples = new float[512];       // a power of two longer than the longest complex looks back
    private readonly float[] squaredSlopes = new float[AverageSamples];
    private readonly RunningMedian heights = new(8);
    private float level;
    private float height;
    private int time = -1;
    private int onset = -1;
    private int lastPeak = -RefractorySamples;
    private int lastComplex;

    /// <summary>Takes one sample in mV.</summary>
    /// <returns>The position of the R peak that this sample completes, counted in samples from the first; -1 for none.</returns>
    public int Next(float millivolts)
    {
        time++;
        samples[time & 511] = millivolts;
        float slopeHeight = SlopeHeight();
        if (time < PatienceSamples)
        {
            level = Math.Max(level, slopeHeight);
            return -1;
        }
        if (time - lastComplex > PatienceSamples)
        {
            level = Math.Max(level / 2, LowestLevel);
            heights.Clear();
            lastComplex = time;
        }

        bool above = slopeHeight > ThresholdShare * Math.Max(level, LowestLevel);
        if (above && onset < 0)
        {
            onset = time;
            height = 0;
        }
        if (onset < 0) return -1;
        height = Math.Max(height, slopeHeight);
        return above && time - onset < LongestComplex ? -1 : EndComplex();
    }

    private int EndComplex()
    {
        // The slope is seen late by its own length and the average's; before that lies the baseline.
        int first = Math.Max(0, onset - AverageSamples / 2 - SlopeSamples);
        float baseline = samples[first & 511];
        int peak = first;
        for (int t = first; t <= time; t++)
        {
            if (Math.Abs(samples[t & 511] - baseline) > Math.Abs(samples[peak & 511] - baseline)) peak = t;
        }
        onset = -1;
        lastComplex = time;
        if (peak - lastPeak < RefractorySamples) return -1;
        heights.Add(height);
        level = heights.Value;
        lastPeak = peak;
        return peak;
    }

    private float SlopeHeight()
    {
        float slope = time < SlopeSamples ? 0 : samples[time & 511] - samples[(time - SlopeSamples) & 511];
        squaredSlopes[time % AverageSamples] = slope * slope;
        float sum = 0;
        foreach (float squared in squaredSlopes) sum += squared;
        return MathF.Sqrt(sum / AverageSamples);
    }
}
