using System;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>Weights made by hand, for <see cref="Identities"/>.</summary>
internal static class Weights
{
    public static float[] Zero(int count) => new float[count];

    public static float[] Fill(int count, float value) => Enumerable.Repeat(value, count).ToArray();

    public static float[] Identity(int size)
    {
        var values = new float[size * size];
        for (int i = 0; i < size; i++) values[i * size + i] = 1;
        return values;
    }

    /// <summary>Blocks of rows, one below the other.</summary>
    public static Tensor Stack(string name, int columns, params float[][] blocks)
    {
        float[] values = blocks.SelectMany(block => block).ToArray();
        return new Tensor(name, values.Length / columns, columns, values);
    }

    /// <summary>The model with some gates' input biases pinned.</summary>
    public static Model Pin(Model model, string kind, string what, params (int Gate, float Bias)[] pins)
    {
        var cell = (CellLayer)model.Layers[0];
        CellWeights weights = cell.ToWeights();
        float[] bias = cell.InputBias!.ToArray();
        foreach ((int gate, float value) in pins) Array.Fill(bias, value, gate * cell.HiddenSize, cell.HiddenSize);
        weights.InputBias = new Tensor(TensorNames.InputBias, 1, bias.Length, bias);
        return new Model($"{kind}-{what}-{cell.InputSize}x{cell.HiddenSize}".ToLowerInvariant(), cell.With(weights));
    }

    /// <summary>The model with all tensors zero.</summary>
    public static Model AllZero(Model model, string name)
    {
        var cell = (CellLayer)model.Layers[0];
        CellWeights weights = cell.ToWeights();
        static Tensor? Cleared(Tensor? t) => t is null ? null : new Tensor(t.Name, t.Rows, t.Columns, new float[t.Count]);
        weights.InputWeights = Cleared(weights.InputWeights);
        weights.RecurrentWeights = Cleared(weights.RecurrentWeights);
        weights.InputBias = Cleared(weights.InputBias);
        weights.RecurrentBias = Cleared(weights.RecurrentBias);
        weights.Peepholes = Cleared(weights.Peepholes);
        weights.Projection = Cleared(weights.Projection);
        return new Model(name, cell.With(weights));
    }
}
