using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Networks that need whole sequences, on every kernel, against the double reference.</summary>
public class SequenceParityTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WholeSequences(int seed)
    {
        var random = new Random(seed);
        int n = random.Next(1, 20), m = random.Next(1, 40), k = random.Next(1, 20);
        Layer Bidirectional(int inputs, int units) => new BidirectionalLayer(
            NetworkLayers.Cell(CellOptions.Lstm(), inputs, units, seed), NetworkLayers.Cell(CellOptions.Gru(ResetPosition.After), inputs, units + 1, seed + 1));
        Model[] models =
        [
            new("reversed", new ReversedLayer(NetworkLayers.Cell(CellOptions.Gru(ResetPosition.Before), n, m, seed))),
            new("bidirectional", Bidirectional(n, m)),
            new("stacked bidirectional", NetworkLayers.Affine(n, seed), Bidirectional(n, m), Bidirectional(2 * m + 1, k), NetworkLayers.Dense(2 * k + 1, 3, seed)),
            new("last step of both", Bidirectional(n, m), new LastStepLayer(2 * m + 1), NetworkLayers.Dense(2 * m + 1, 4, seed), new ActivationLayer(4, ActivationFunction.Softmax)),
            new("final states", Bidirectional(n, m), new LastStepLayer(2 * m + 1, finalStates: true), NetworkLayers.Dense(2 * m + 1, 4, seed)),
            new("final state of a reversed cell", new ReversedLayer(NetworkLayers.Cell(CellOptions.Rnn(Activation.Tanh), n, m, seed)), new LastStepLayer(m, finalStates: true)),
            new("looking ahead", new Conv1dLayer(n, 3, NetworkLayers.Matrix("weights", m, n * 3, seed), NetworkLayers.Matrix("bias", 1, m, seed), dilation: 2, lookAhead: 3), NetworkLayers.Cell(CellOptions.Lstm(), m, k, seed)),
            new("residual around both directions", new ResidualLayer(Bidirectional(n, m), NetworkLayers.Dense(2 * m + 1, n, seed)), NetworkLayers.Dense(n, 2, seed)),
        ];
        GeneratedClasses.Compile(models);
        foreach (Model model in models)
        {
            foreach (Kernel kernel in Engine.Kernels) Check(model, kernel);
        }
    }

    private static void Check(Model model, Kernel kernel)
    {
        Type type = GeneratedClasses.Type(model);
        ObsoleteAttribute? refused = type.GetMethod("Step")!.GetCustomAttribute<ObsoleteAttribute>();
        Assert.True(refused is { IsError: true });
        Assert.Equal($"This network takes whole sequences, since {model.WhyNotStreaming}: use Run.", refused.Message);
        Type packed = type.GetNestedType("PackedWeights", Any)!;
        object weights = packed.GetMethod("Pack", Any, [typeof(Model), typeof(Kernel)])!.Invoke(null, [model, kernel])!;
        object instance = type.GetConstructor(Any, [typeof(Kernel), packed])!.Invoke([kernel, weights]);
        var run = type.GetMethod("Run", Any, [typeof(Kernel), typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<KernelRun>(instance);
        var setState = type.GetMethod("SetState")!.CreateDelegate<SetStateFunction>(instance);
        var copyState = type.GetMethod("CopyStateTo")!.CreateDelegate<CopyStateFunction>(instance);

        var reference = new ReferenceNetwork<double>(model);
        float[] start = RandomModels.State(model, 5);
        setState(start);
        reference.SetState(Array.ConvertAll(start, v => (double)v));
        foreach (int steps in new[] { 1, 2, 17, 5 })
        {
            Sequence inputs = RandomModels.Inputs(steps, model.InputSize, steps);
            int outputSteps = model.OutputsLastStepOnly ? 1 : steps;
            var expected = new double[outputSteps * model.OutputSize];
            var actual = new float[expected.Length];
            reference.Run(inputs.ToArray(), expected);
            run(kernel, inputs.ToSingle(), actual);
            Compare($"{model.Name} on {kernel}, {steps} steps", expected, actual);
            var expectedState = new double[model.StateSize];
            var actualState = new float[model.StateSize];
            reference.CopyStateTo(expectedState);
            copyState(actualState);
            Compare($"state of {model.Name} on {kernel}, {steps} steps", expectedState, actualState);
        }
    }

    private static void Compare(string what, double[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.True(error <= 4e-6, $"{what}: value {i} should be {expected[i]}, is {actual[i]}");
        }
    }

    private delegate void KernelRun(Kernel kernel, ReadOnlySpan<float> inputs, Span<float> outputs);
}
