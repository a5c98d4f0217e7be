namespace EcgMonitor
{
    /// <summary>
    /// What stands before and after the cell, as in ../EcgMonitor/readout.csv: the standardisation of its input, and the next sample
    /// as the last one plus a linear read-out of the hidden state.
    /// </summary>
    internal static class Readout
    {
        private const float Mean = -0.174265966f;
        private const float Scale = 0.639481723f;
        private const float Bias = 0.00609382428f;

        private static readonly float[] Weights =
        {
            0.0145367496f, 0.126855999f, 0.105070919f, -0.0310126636f, -0.0756159201f, 0.0795428902f,
            -0.0295825843f, -0.0439497121f, -0.114734948f, -0.0398993976f, 0.0370455906f, -0.00274749496f,
            -0.107762627f, -0.0183591731f, 0.14007771f, -0.108147837f, 0.0184602719f, 0.050181549f,
            0.081573315f, -0.0298298877f, 0.0294590779f, -0.0120207043f, -0.0330049023f, -0.0420394465f,
        };

        /// <summary>A sample in mV as the cell takes it.</summary>
        public static float Standardise(float millivolts)
        {
            return (millivolts - Mean) / Scale;
        }

        /// <summary>The prediction in mV.</summary>
        public static float Next(float last, float[] hidden)
        {
            float change = Bias;
            float[] weights = Weights;
            for (int i = 0; i < weights.Length; i++) change += weights[i] * hidden[i];
            return last + change;
        }
    }
}
