using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>Code that is measured: one call a step, with its state carried, over inputs that repeat.</summary>
internal sealed class Contender(string code, string detail, StepFunction step, float[] inputs, int inputSize, int outputSize)
{
    private readonly float[] output = new float[outputSize];
    private readonly int samples = inputs.Length / inputSize;
    private int position;

    public string Code { get; } = code;

    public string Detail { get; } = detail;

    /// <summary>Nanoseconds a step, over this many.</summary>
    public double Nanoseconds(int steps)
    {
        long start = Stopwatch.GetTimestamp();
        Run(steps);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / steps;
    }

    /// <summary>
    /// Bytes a step that this thread allocates: the least of a few runs, since a collection that another thread starts books the
    /// rest of this thread's allocation buffer as allocated.
    /// </summary>
    public double Bytes(int steps)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5 && least > 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(steps);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return (double)least / steps;
    }

    // Optimised at once: a loop that starts in unoptimised code and never ends would stay in it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            step(new ReadOnlySpan<float>(inputs, position * inputSize, inputSize), output);
            if (++position == samples) position = 0;
        }
    }
}
