namespace EcgMonitor
{
    /// <summary>One lead, a sample at a time: predicts it, marks the beats, and tells those that the network did not expect.</summary>
    internal sealed class EcgWatch
    {
        private readonly EcgCell cell = new EcgCell();
        private readonly BeatDetector detector = new BeatDetector();
        private readonly ResidualMonitor residuals = new ResidualMonitor();
        private readonly float[] input = new float[EcgCell.InputSize];
        private readonly float[] hidden = new float[EcgCell.OutputSize];
        private float predicted;
        private bool started;

        /// <summary>Beats so far.</summary>
        public int Beats { get; private set; }

        /// <summary>Irregular ones among them.</summary>
        public int Irregular { get; private set; }

        /// <summary>Where the last beat was, counted in samples from the first; -1 before it.</summary>
        public int LastBeat { get; private set; } = -1;

        /// <summary>True where the last beat was irregular.</summary>
        public bool LastWasIrregular { get; private set; }

        /// <summary>Takes one sample in mV; true where it completes a beat.</summary>
        public bool Next(float millivolts)
        {
            residuals.Next(started ? millivolts - predicted : 0f);
            started = true;
            int peak = detector.Next(millivolts);
            if (peak >= 0)
            {
                Beats++;
                LastBeat = peak;
                LastWasIrregular = residuals.IsIrregular(peak);
                if (LastWasIrregular) Irregular++;
            }
            input[0] = Readout.Standardise(millivolts);
            cell.Step(input, hidden);
            predicted = Readout.Next(millivolts, hidden);
            return peak >= 0;
        }
    }
}
