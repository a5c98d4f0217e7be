using System;
using EmbeddedRnn.Benching;
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
        // A contender that takes many steps a call is compared after its call.
        int steps = Math.Max(Steps, contender.StepsACall);
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < input.Length; i++) input[i] = work.Inputs.Values[(step * input.Length) + i];
            reference.Step(input, expected);
            if ((step + 1) % contender.StepsACall != 0) continue;
            contender.Run(contender.StepsACall);
            for (int i = 0; i < expected.Length; i++) largest = Math.Max(largest, Math.Abs(contender.Output[i] - expected[i]));
        }
        return largest;
    }
}
