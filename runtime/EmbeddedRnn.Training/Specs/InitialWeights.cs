using System;

namespace EmbeddedRnn.Training;

/// <summary>
/// Weights before training, as PyTorch draws them: cells uniform in +-1/sqrt(H), dense layers in +-1/sqrt(I). Each tensor has its own
/// random numbers, so one layer's size does not change another's weights.
/// </summary>
internal sealed class InitialWeights(ulong seed)
{
    private ulong tensors;

    /// <summary>A tensor with values in [-bound, bound).</summary>
    public Tensor Uniform(string name, int rows, int columns, double bound)
    {
        ulong key = RandomNumbers.Mix(seed, tensors++);
        var values = new float[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = (float)((2 * RandomNumbers.Uniform(key, (ulong)i) - 1) * bound);
        return new Tensor(name, rows, columns, values);
    }

    /// <summary>The identity matrix.</summary>
    public static Tensor Identity(string name, int size)
    {
        var values = new float[size * size];
        for (int i = 0; i < size; i++) values[i * size + i] = 1;
        return new Tensor(name, size, size, values);
    }

    /// <summary>Zeros.</summary>
    public static Tensor Zeros(string name, int columns) => new(name, 1, columns, new float[columns]);

    /// <summary>The usual weights of a cell with two biases.</summary>
    public CellWeights Cell(int gates, int inputSize, int hiddenSize, int recurrentSize)
    {
        double bound = 1 / Math.Sqrt(hiddenSize);
        return new CellWeights
        {
            InputWeights = Uniform(TensorNames.InputWeights, gates * hiddenSize, inputSize, bound),
            RecurrentWeights = Uniform(TensorNames.RecurrentWeights, gates * hiddenSize, recurrentSize, bound),
            InputBias = Uniform(TensorNames.InputBias, 1, gates * hiddenSize, bound),
            RecurrentBias = Uniform(TensorNames.RecurrentBias, 1, gates * hiddenSize, bound),
        };
    }
}
