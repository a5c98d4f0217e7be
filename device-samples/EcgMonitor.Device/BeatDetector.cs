namespace EcgMonitor
{
    /// <summary>
    /// R peaks in a stream, by the rule of the desktop sample: the slope over 22 ms, squared and averaged over 100 ms, against 30 % of
    /// the level, the median of the last eight complexes. Heights are kept squared, so that no root is needed.
    /// </summary>
    internal sealed class BeatDetector
    {
        private const int SlopeSamples = 8;
        private const int AverageSamples = 36;
        private const int Refractory = EcgExcerpt.Rate / 4;
        private const int Patience = 2 * EcgExcerpt.Rate;
        private const int LongestComplex = EcgExcerpt.Rate / 3;
        private const float ThresholdShare = 0.09f;
        private const float LowestLevel = 0.0025f;

        private readonly float[] samples = new float[512];
        private readonly float[] squaredSlopes = new float[AverageSamples];
        private readonly RunningMedian heights = new RunningMedian(8);
        private float level;
        private float height;
        private int time = -1;
        private int slot = -1;
        private int onset = -1;
        private int lastPeak = -Refractory;
        private int lastComplex;

        /// <summary>Takes one sample in mV; gives the position of the R peak that it completes, or -1.</summary>
        public int Next(float millivolts)
        {
            time++;
            samples[time & 511] = millivolts;
            float slope = SlopeHeight();
            if (time < Patience)
            {
                if (slope > level) level = slope;
                return -1;
            }
            if (time - lastComplex > Patience)
            {
                level = level > 4f * LowestLevel ? level * 0.25f : LowestLevel;
                heights.Clear();
                lastComplex = time;
            }
            bool above = slope > ThresholdShare * (level > LowestLevel ? level : LowestLevel);
            if (above && onset < 0)
            {
                onset = time;
                height = 0f;
            }
            if (onset < 0) return -1;
            if (slope > height) height = slope;
            return above && time - onset < LongestComplex ? -1 : EndComplex();
        }

        private int EndComplex()
        {
            // The slope is seen late by its own length and the average's; before that lies the baseline.
            int first = onset - AverageSamples / 2 - SlopeSamples;
            if (first < 0) first = 0;
            float baseline = samples[first & 511];
            float farthest = 0f;
            int peak = first;
            for (int t = first; t <= time; t++)
            {
                float distance = samples[t & 511] - baseline;
                if (distance < 0f) distance = -distance;
                if (distance > farthest)
                {
                    farthest = distance;
                    peak = t;
                }
            }
            onset = -1;
            lastComplex = time;
            if (peak - lastPeak < Refractory) return -1;
            heights.Add(height);
            level = heights.Value;
            lastPeak = peak;
            return peak;
        }

        private float SlopeHeight()
        {
            float slope = time < SlopeSamples ? 0f : samples[time & 511] - samples[(time - SlopeSamples) & 511];
            slot = slot + 1 == AverageSamples ? 0 : slot + 1;
            squaredSlopes[slot] = slope * slope;
            float sum = 0f;
            for (int i = 0; i < AverageSamples; i++) sum += squaredSlopes[i];
            return sum * (1f / AverageSamples);
        }
    }
}
