namespace Benchmark
{
    /// <summary>
    /// The baseline: the network with the keep penalty as one writes a GRU by hand, nested loops over flat arrays, nothing left out.
    /// </summary>
    internal sealed class Naive
    {
        private const int Inputs = 13;
        private const int Units = 24;

        private readonly float[] hidden = new float[Units];
        private readonly float[] next = new float[Units];

        public void Reset()
        {
            for (int u = 0; u < Units; u++) hidden[u] = 0f;
        }

        public void Step(float[] input, float[] output)
        {
            for (int u = 0; u < Units; u++)
            {
                float z = HardSigmoid(InputSum(u, input) + HiddenSum(u));
                float r = HardSigmoid(InputSum(Units + u, input) + HiddenSum(Units + u));
                float n = Tanh(InputSum(2 * Units + u, input) + r * HiddenSum(2 * Units + u));
                next[u] = z * hidden[u] + (1f - z) * n;
            }
            for (int u = 0; u < Units; u++) hidden[u] = next[u];
            for (int o = 0; o < output.Length; o++)
            {
                float sum = NaiveWeights.ReadoutBias[o];
                for (int u = 0; u < Units; u++) sum += NaiveWeights.Readout[o * Units + u] * hidden[u];
                output[o] = sum;
            }
        }

        private static float InputSum(int row, float[] input)
        {
            float sum = NaiveWeights.InputBias[row];
            for (int i = 0; i < Inputs; i++) sum += NaiveWeights.Input[row * Inputs + i] * input[i];
            return sum;
        }

        private float HiddenSum(int row)
        {
            float sum = NaiveWeights.RecurrentBias[row];
            for (int u = 0; u < Units; u++) sum += NaiveWeights.Recurrent[row * Units + u] * hidden[u];
            return sum;
        }

        private static float HardSigmoid(float a)
        {
            float value = 0.2f * a + 0.5f;
            return value < 0f ? 0f : value > 1f ? 1f : value;
        }

        // A rational function within 3 % of tanh; a call of System.Math would cost a board that has it about as much.
        private static float Tanh(float a)
        {
            if (a > 3f) return 1f;
            if (a < -3f) return -1f;
            float square = a * a;
            return a * (27f + square) / (27f + 9f * square);
        }
    }
}
