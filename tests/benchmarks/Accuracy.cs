using System;
using EmbeddedRnn.Benchmarks.Contenders;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Benchmarks;

/// <summary>How far a contender's hidden state strays from the double reference in a free run from the zero state.</summary>
internal static class Accuracy
{
    private const int Steps = 200;

    public static double LargestError(Contender contender, Workload work)
    {
        var reference = new ReferenceNetwork<double>(work.Model);
        double[] input = new double[work.InputSize], expected = new double[work.HiddenSize];
        double largest = 0;
        contender.Reset();
        for (int step = 0; step < Steps; step++)
        {
            contender.Run(1);
            for (int i = 0; i < input.Length; i++) input[i] = work.Inputs[(step % Workload.Samples * input.Length) + i];
            reference.Step(input, expected);
            for (int i = 0; i < expected.Length; i++) largest = Math.Max(largest, Math.Abs(contender.Hidden[i] - expected[i]));
        }
        return largest;
    }
}
