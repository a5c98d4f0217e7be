using System;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Layers with random weights, contractive where they recur.</summary>
internal static class NetworkLayers
{
    public static CellLayer Cell(CellOptions options, int inputSize, int hiddenSize, int seed) =>
        (CellLayer)RandomModels.Contractive(options, inputSize, hiddenSize, seed).Layers[0];

    public static DenseLayer Dense(int inputs, int outputs, int seed) => new(Matrix("weights", outputs, inputs, seed), Matrix("bias", 1, outputs, seed + 1));

    public static AffineLayer Affine(int size, int seed) => new(Matrix("scale", 1, size, seed), Matrix("shift", 1, size, seed + 1));

    public static Tensor Matrix(string name, int rows, int columns, int seed)
    {
        var random = new Random(seed);
        float limit = rows == 1 ? 0.5f : 1 / MathF.Sqrt(columns);
        var values = new float[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = (2 * random.NextSingle() - 1) * limit;
        return new Tensor(name, rows, columns, values);
    }
}
