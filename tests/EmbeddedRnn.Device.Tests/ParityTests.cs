using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Device code against the double reference, from the same state.</summary>
public class ParityTests(ITestOutputHelper report)
{
    private const double Bound = 1e-6;
    private const int Steps = 25;

    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 3, 5 }, { 4, 17 }, { 13, 24 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_cell_with_every_option(int inputs, int units) =>
        StepByStep(CellOptions.All.Select((options, i) => RandomModels.Create(options, inputs, units, i + 1)).ToArray());

    [Fact]
    public void Every_activation_in_every_place_of_a_cell()
    {
        var models = new List<Model>();
        for (int i = 0; i < Functions.Length; i++)
        {
            ActivationFunction f = Functions[i], g = Functions[(i + 5) % Functions.Length], h = Functions[(i + 9) % Functions.Length];
            float? clip = i % 3 == 0 ? 0.7f : null;
            models.Add(new Model($"rnn {f} {clip}", new RnnLayer(3, 9, f, Weights(CellOptions.Rnn(Activation.Tanh), 3, 9, i), clip)));
            foreach (ResetPosition reset in new[] { ResetPosition.After, ResetPosition.Before })
                models.Add(new Model($"gru {reset} {f} {g} {clip}", new GruLayer(2, 12, reset, Weights(CellOptions.Gru(reset), 2, 12, i), f, g, clip)));
            models.Add(new Model($"lstm {f} {g} {h} {clip}", new LstmLayer(4, 11, false, Weights(CellOptions.Lstm(), 4, 11, i), f, g, h, clip)));
            models.Add(new Model($"layer {f}", new ActivationLayer(9, f)));
        }
        models.Add(new Model("softmax", new ActivationLayer(9, ActivationFunction.Softmax)));
        StepByStep(models);
    }

    [Fact]
    public void Identities_from_theory()
    {
        Identity[] identities = [.. Identities.All.Where(identity => identity.Model.MacsPerStep < 2_000)];
        foreach ((DeviceNetwork network, Identity identity) in DeviceClasses.Create([.. identities.Select(i => i.Model)]).Zip(identities)) network.Check(identity);
    }

    [Fact]
    public void Random_networks_that_stream() => StepByStep(Enumerable.Range(1, 150).Select(seed => RandomNetworks.Create(seed, streaming: true)).ToArray());

    [Fact]
    public void Random_networks_over_sequences() => Sequences(Enumerable.Range(1, 250).Select(seed => RandomNetworks.Create(seed)).ToArray());

    private static ActivationFunction[] Functions { get; } =
    [
        ActivationFunction.Identity, ActivationFunction.Sigmoid, ActivationFunction.Tanh, ActivationFunction.Relu,
        ActivationFunction.LeakyRelu, ActivationFunction.Softsign, ActivationFunction.Softplus, ActivationFunction.HardTanh,
        new(ActivationKind.Affine, 0.7f, 0.1f), new(ActivationKind.ThresholdedRelu, 0.2f), new(ActivationKind.ScaledTanh, 0.8f, 1.3f),
        new(ActivationKind.HardSigmoid, 0.25f, 0.4f), new(ActivationKind.Elu, 0.6f),
    ];

    private void StepByStep(IReadOnlyList<Model> models)
    {
        double largest = 0;
        foreach (DeviceNetwork network in DeviceClasses.Create(models))
        {
            ParityResult result = network.Parity.AgainstReference(RandomModels.Inputs(Steps, network.Model.InputSize, 3), Bound, RandomModels.State(network.Model, 4));
            largest = Math.Max(largest, result.LargestError);
            Assert.False(result.Diverged, result.Message);
        }
        report.WriteLine($"{models.Count} networks, largest error {largest:e2}");
    }

    private void Sequences(IReadOnlyList<Model> models)
    {
        double largest = 0;
        foreach (DeviceNetwork network in DeviceClasses.Create(models))
        {
            Model model = network.Model;
            float[] start = RandomModels.State(model, 5);
            foreach (int steps in new[] { 1, 2, 9, 4 })
            {
                var reference = new ReferenceNetwork<double>(model);
                network.SetState(start);
                reference.SetState(Array.ConvertAll(start, v => (double)v));
                Sequence inputs = RandomModels.Inputs(steps, model.InputSize, steps);
                float[] actual = network.Run(inputs.ToSingle());
                var expected = new double[actual.Length];
                reference.Run(inputs.ToArray(), expected);
                var state = new double[model.StateSize];
                reference.CopyStateTo(state);
                double error = Math.Max(Errors.Largest(expected, actual), Errors.Largest(state, network.State()));
                Assert.True(error <= 2 * Bound, $"{model}: {error} over {steps} steps");
                largest = Math.Max(largest, error);
            }
        }
        report.WriteLine($"{models.Count} networks over sequences, {models.Count(m => !m.CanStream)} of them over whole ones, largest error {largest:e2}");
    }

    private static CellWeights Weights(CellOptions options, int inputSize, int hiddenSize, int seed)
    {
        var cell = (CellLayer)RandomModels.Contractive(options, inputSize, hiddenSize, seed).Layers[0];
        return new CellWeights { InputWeights = cell.InputWeights, RecurrentWeights = cell.RecurrentWeights, InputBias = cell.InputBias, RecurrentBias = cell.RecurrentBias };
    }
}
