namespace EcgMonitor
{
    /// <summary>
    /// Beats that the network did not expect, by the rule of the desktop sample: the energy of the prediction error's 22 ms mean around
    /// the R peak, over the median of the last 31 beats.
    /// </summary>
    internal sealed class ResidualMonitor
    {
        private const float Threshold = 4f;
        private const int Before = 54;
        private const int After = 36;
        private const int MeanSamples = 8;
        private const int FirstBeats = 5;

        private readonly float[] recent = new float[MeanSamples];
        private readonly float[] squares = new float[512];
        private readonly RunningMedian energies = new RunningMedian(31);
        private int time = -1;

        /// <summary>Takes the prediction error of one sample, in mV.</summary>
        public void Next(float residual)
        {
            time++;
            recent[time & (MeanSamples - 1)] = residual;
            float sum = 0f;
            for (int i = 0; i < MeanSamples; i++) sum += recent[i];
            float mean = sum * (1f / MeanSamples);
            squares[time & 511] = mean * mean;
        }

        /// <summary>True for a beat whose residual stands out.</summary>
        public bool IsIrregular(int peak)
        {
            int first = peak < Before ? 0 : peak - Before;
            int last = time < peak + After ? time : peak + After;
            float energy = 0f;
            for (int t = first; t <= last; t++) energy += squares[t & 511];
            float median = energies.Count < FirstBeats ? 0f : energies.Value;
            energies.Add(energy);
            return median > 0f && energy >= Threshold * median;
        }
    }
}
