using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Whole networks and cells with other activations, on every kernel, against the double reference.</summary>
public class NetworkParityTests
{
    private const int Steps = 30;

    private static readonly ActivationFunction[] Functions =
    [
        ActivationFunction.Identity, ActivationFunction.Sigmoid, ActivationFunction.Tanh, ActivationFunction.Relu,
        ActivationFunction.LeakyRelu, ActivationFunction.Softsign, ActivationFunction.Softplus, ActivationFunction.HardTanh,
        new(ActivationKind.Affine, 0.7f, 0.1f), new(ActivationKind.ThresholdedRelu, 0.2f), new(ActivationKind.ScaledTanh, 0.8f, 1.3f),
        new(ActivationKind.HardSigmoid, 0.25f, 0.4f), new(ActivationKind.Elu, 0.6f),
    ];

    [Fact]
    public void CellsWithAnyActivationAndClip()
    {
        var models = new List<Model>();
        for (int i = 0; i < Functions.Length; i++)
        {
            ActivationFunction f = Functions[i], g = Functions[(i + 5) % Functions.Length], h = Functions[(i + 9) % Functions.Length];
            float? clip = i % 3 == 0 ? 0.7f : null;
            models.Add(new Model($"rnn {f} {clip}", new RnnLayer(3, 9, f, Small("rnn", 3, 9, i), clip)));
            foreach (ResetPosition reset in new[] { ResetPosition.After, ResetPosition.Before })
                models.Add(new Model($"gru {reset} {f} {g} {clip}", new GruLayer(2, 17, reset, Small("gru", 2, 17, i), f, g, clip)));
            models.Add(new Model($"lstm {f} {g} {h} {clip}", new LstmLayer(4, 11, false, Small("lstm", 4, 11, i), f, g, h, clip)));
        }
        Check(models);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LayersOfEveryKind(int seed)
    {
        var random = new Random(seed);
        int Size() => random.Next(1, 40);
        var models = new List<Model>();
        int n = Size(), m = Size(), k = Size();
        models.Add(new Model("dense", NetworkLayers.Dense(n, m, seed)));
        models.Add(new Model("dense without bias", new DenseLayer(NetworkLayers.Matrix("weights", m, n, seed))));
        foreach (ActivationFunction function in Functions.Append(ActivationFunction.Softmax))
            models.Add(new Model($"activation {function}", new ActivationLayer(n, function)));
        models.Add(new Model("prelu", new ActivationLayer(n, ActivationFunction.LeakyRelu, NetworkLayers.Matrix("slopes", 1, n, seed))));
        models.Add(new Model("affine", NetworkLayers.Affine(n, seed)));
        models.Add(new Model("convolution", new Conv1dLayer(n, 3, NetworkLayers.Matrix("weights", m, n * 3, seed), NetworkLayers.Matrix("bias", 1, m, seed), dilation: 2)));
        models.Add(new Model("grouped convolution", new Conv1dLayer(4 * 3, 2, NetworkLayers.Matrix("weights", 4 * 5, 3 * 2, seed), groups: 4)));
        models.Add(new Model("kernel of one", new Conv1dLayer(n, 1, NetworkLayers.Matrix("weights", m, n, seed))));
        models.Add(new Model("residual", new ResidualLayer(NetworkLayers.Dense(n, n, seed))));
        models.Add(new Model("narrow residual", new ResidualLayer(NetworkLayers.Cell(CellOptions.Lstm(), n + m, k, seed), NetworkLayers.Dense(k, n, seed))));
        models.Add(new Model("stack", NetworkLayers.Cell(CellOptions.Lstm(), n, m, seed), NetworkLayers.Cell(CellOptions.Gru(ResetPosition.After), m, k, seed), NetworkLayers.Cell(CellOptions.Rnn(Activation.Tanh), k, n, seed)));
        models.Add(new Model("classifier", NetworkLayers.Affine(n, seed), NetworkLayers.Cell(CellOptions.Gru(ResetPosition.Before), n, m, seed), new LastStepLayer(m), NetworkLayers.Dense(m, 10, seed), new ActivationLayer(10, ActivationFunction.Softmax)));
        models.Add(new Model("everything", NetworkLayers.Affine(n, seed), new Conv1dLayer(n, 2, NetworkLayers.Matrix("weights", m, n * 2, seed), NetworkLayers.Matrix("bias", 1, m, seed)), new ActivationLayer(m, ActivationFunction.Relu),
            new ResidualLayer(NetworkLayers.Cell(CellOptions.Lstm(projection: true), m, 2 * m, seed), new ResidualLayer(NetworkLayers.Dense(m, m, seed), new ActivationLayer(m, ActivationFunction.Tanh))),
            NetworkLayers.Cell(CellOptions.Gru(ResetPosition.After), m, k, seed), NetworkLayers.Dense(k, 3, seed), NetworkLayers.Affine(3, seed)));
        Check(models);
    }

    private static void Check(IReadOnlyList<Model> models)
    {
        GeneratedClasses.Compile(models);
        foreach (Model model in models)
        {
            foreach (Engine engine in GeneratedClasses.Engines(model))
            {
                ParityResult result = engine.Parity.AgainstReference(RandomModels.Inputs(Steps, model.InputSize, 3), 2e-6, RandomModels.State(model, 4));
                Assert.False(result.Diverged, $"{engine}: {result.Message}");
            }
        }
    }

    private static CellWeights Small(string kind, int inputSize, int hiddenSize, int seed)
    {
        CellOptions options = kind switch { "rnn" => CellOptions.Rnn(Activation.Tanh), "gru" => CellOptions.Gru(ResetPosition.After), _ => CellOptions.Lstm() };
        var cell = (CellLayer)RandomModels.Contractive(options, inputSize, hiddenSize, seed).Layers[0];
        return new CellWeights { InputWeights = cell.InputWeights, RecurrentWeights = cell.RecurrentWeights, InputBias = cell.InputBias, RecurrentBias = cell.RecurrentBias };
    }
}
