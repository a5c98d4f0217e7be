namespace ParityProbe
{
    /// <summary>One step of a network.</summary>
    internal delegate void StepMethod(float[] input, float[] output);

    /// <summary>Copies a network's state.</summary>
    internal delegate void StateMethod(float[] state);

    /// <summary>Sets a network back to its start.</summary>
    internal delegate void ResetMethod();

    /// <summary>A network, and what it gave on .NET.</summary>
    internal sealed class ProbeCase
    {
        public ProbeCase(string name, int inputSize, int outputSize, int stateSize, StepMethod step, StateMethod state, ResetMethod reset, int hash, string trace)
        {
            Name = name;
            InputSize = inputSize;
            OutputSize = outputSize;
            StateSize = stateSize;
            Step = step;
            State = state;
            Reset = reset;
            Hash = hash;
            Trace = trace;
        }

        /// <summary>The class: the kind of cell, its gates, its shape.</summary>
        public string Name { get; }

        public int InputSize { get; }

        /// <summary>At most <see cref="ProbeRun.MostUnits"/>.</summary>
        public int OutputSize { get; }

        public int StateSize { get; }

        public StepMethod Step { get; }

        public StateMethod State { get; }

        public ResetMethod Reset { get; }

        /// <summary>What <see cref="ProbeRun.Hash"/> was on .NET.</summary>
        public int Hash { get; }

        /// <summary>What <see cref="ProbeRun.Trace"/> was on .NET.</summary>
        public string Trace { get; }
    }
}
