namespace Benchmark
{
    /// <summary>One step of a network.</summary>
    internal delegate void StepMethod(float[] input, float[] output);

    /// <summary>A network to be timed.</summary>
    internal sealed class BenchmarkCase
    {
        public BenchmarkCase(string name, int inputSize, int outputSize, StepMethod step)
        {
            Name = name;
            InputSize = inputSize;
            OutputSize = outputSize;
            Step = step;
        }

        /// <summary>Gates and shape.</summary>
        public string Name { get; }

        public int InputSize { get; }

        public int OutputSize { get; }

        public StepMethod Step { get; }
    }
}
