namespace ParityProbe
{
    /// <summary>
    /// What goes into every network: pseudo-random values, which are exact on every machine, then what saturates every gate, then
    /// infinities, then NaN, then values again.
    /// </summary>
    internal sealed class Signal
    {
        /// <summary>Number of steps.</summary>
        public const int Steps = 1000;

        private const int Large = 900;
        private const int Infinite = 930;
        private const int NotANumber = 960;
        private const int Again = 980;

        // From 16 bits to [-4, 4).
        private const float Scale = 0.0001220703125f;

        private int seed = 4711;

        /// <summary>True where the network starts anew: what is not finite would stay in its state.</summary>
        public static bool Restarts(int step)
        {
            return step == Infinite || step == NotANumber || step == Again;
        }

        /// <summary>The values of a step.</summary>
        public void Fill(float[] input, int step)
        {
            for (int i = 0; i < input.Length; i++)
            {
                seed = seed * 1103515245 + 12345;
                input[i] = (seed >> 16) * Scale;
            }
            if (step >= Again || step < Large) return;
            int at = step % input.Length;
            if (step < Infinite) input[at] = input[at] * 1024f;
            else if (step < NotANumber) input[at] = input[at] < 0f ? float.NegativeInfinity : float.PositiveInfinity;
            else input[at] = float.NaN;
        }
    }
}
