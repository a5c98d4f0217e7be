namespace Benchmark
{
    /// <summary>One step of a network.</summary>
    internal delegate void StepMethod(float[] input, float[] output);

    /// <summary>Back to the start of a word.</summary>
    internal delegate void ResetMethod();

    /// <summary>A network to be timed.</summary>
    internal sealed class BenchmarkCase
    {
        public BenchmarkCase(string name, int inputSize, int outputSize, StepMethod step, ResetMethod reset)
        {
            Name = name;
            InputSize = inputSize;
            OutputSize = outputSize;
            Step = step;
            Reset = reset;
        }

        /// <summary>Gates and shape.</summary>
        public string Name { get; }

        public int InputSize { get; }

        public int OutputSize { get; }

        public StepMethod Step { get; }

        public ResetMethod Reset { get; }
    }
}
