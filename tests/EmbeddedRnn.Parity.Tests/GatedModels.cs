using System;
using System.Linq;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Random cells whose gates are of given families and really open and close.</summary>
internal static class GatedModels
{
    /// <summary>A model whose input weights are large enough that sums reach the ends of every family.</summary>
    public static Model Create(CellOptions options, int inputSize, int hiddenSize, Func<int, ActivationFunction> gate) => Create(options, inputSize, hiddenSize, gate, 8, 1);

    /// <summary>A model of many units, where it is biases that bring gates to their ends: sums of large terms lose bits.</summary>
    public static Model CreateLarge(CellOptions options, int inputSize, int hiddenSize, Func<int, ActivationFunction> gate) => Create(options, inputSize, hiddenSize, gate, 4, 15);

    private static Model Create(CellOptions options, int inputSize, int hiddenSize, Func<int, ActivationFunction> gate, float weightScale, float biasScale)
    {
        Model plain = RandomModels.Contractive(options, inputSize, hiddenSize, 11);
        var layer = (CellLayer)plain.Layers[0];
        CellWeights weights = layer.ToWeights();
        weights.InputWeights = Scaled(weights.InputWeights!, _ => weightScale);
        weights.InputBias = Scaled(weights.InputBias!, i => layer.IsGate(i / hiddenSize) ? biasScale : 1);
        ActivationFunction[] functions = [.. layer.Functions.Select((f, i) => layer.IsGate(i) ? gate(i) : f)];
        return new Model($"{plain.Name} {string.Join(' ', functions.Select(f => f.ToString()))}", layer.With(weights, functions, null));
    }

    private static Tensor Scaled(Tensor tensor, Func<int, float> factor) =>
        new(tensor.Name, tensor.Rows, tensor.Columns, [.. tensor.ToArray().Select((v, i) => v * factor(i))]);
}
