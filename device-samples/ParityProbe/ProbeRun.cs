#pragma warning disable 1718 // x != x asks for NaN

using System;

namespace ParityProbe
{
    /// <summary>A network taken through all steps: a hash of every bit that came out, and a trace that names a difference.</summary>
    internal sealed class ProbeRun
    {
        /// <summary>Values of a step that a character of the trace can tell apart.</summary>
        public const int MostUnits = 3;

        // A NaN has many bit patterns, and processors differ in the one they make.
        private const int AnyNaN = 0x7FC00000;

        private readonly char[] trace = new char[Signal.Steps];
        private int hash;

        public ProbeRun(ProbeCase network)
        {
            var signal = new Signal();
            var input = new float[network.InputSize];
            var output = new float[network.OutputSize];
            for (int step = 0; step < Signal.Steps; step++)
            {
                if (Signal.Restarts(step)) network.Reset();
                signal.Fill(input, step);
                network.Step(input, output);
                int marks = 0;
                for (int unit = 0; unit < output.Length; unit++)
                {
                    int bits = Add(output[unit]);
                    marks |= Mark(bits) << (2 * unit);
                }
                trace[step] = (char)('0' + marks);
            }
            var state = new float[network.StateSize];
            network.State(state);
            for (int i = 0; i < state.Length; i++) Add(state[i]);
        }

        /// <summary>Of all outputs of all steps, and of the state after them.</summary>
        public int Hash
        {
            get { return hash; }
        }

        /// <summary>A character a step, two bits of it a unit: a change of a value by one in the last place changes them.</summary>
        public string Trace
        {
            get { return new string(trace); }
        }

        /// <summary>Where this run differs from another's trace.</summary>
        public string DifferenceFrom(string expected)
        {
            for (int step = 0; step < Signal.Steps; step++)
            {
                int marks = trace[step] ^ expected[step];
                for (int unit = 0; unit < MostUnits; unit++)
                {
                    if (((marks >> (2 * unit)) & 3) != 0) return "first at step " + step.ToString() + ", unit " + unit.ToString() + " of the output";
                }
            }
            return "in the state, or in bits of the outputs that cancel out in the trace";
        }

        private static int Mark(int bits)
        {
            bits ^= bits >> 16;
            bits ^= bits >> 8;
            bits ^= bits >> 4;
            bits ^= bits >> 2;
            return bits & 3;
        }

        private int Add(float value)
        {
            int bits = value != value ? AnyNaN : BitConverter.ToInt32(BitConverter.GetBytes(value), 0);
            hash = (hash ^ bits) * 16777619;
            return bits;
        }
    }
}
