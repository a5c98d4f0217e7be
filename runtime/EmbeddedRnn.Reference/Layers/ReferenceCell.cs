using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>What the recurrent cells share: their weights in T, the products of a gate, the start.</summary>
internal abstract class ReferenceCell<T> : ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly T[] inputWeights;
    private readonly T[] recurrentWeights;
    private readonly T[]? inputBias;
    private readonly T[]? recurrentBias;
    private readonly T[]? initialHidden;

    protected ReferenceCell(CellLayer layer)
        : base(layer)
    {
        HiddenSize = layer.HiddenSize;
        inputWeights = Convert(layer.InputWeights);
        recurrentWeights = Convert(layer.RecurrentWeights);
        inputBias = ConvertOptional(layer.InputBias);
        recurrentBias = ConvertOptional(layer.RecurrentBias);
        initialHidden = ConvertOptional(layer.InitialHidden);
    }

    protected int HiddenSize { get; }

    public override ReadOnlySpan<T> Output => State.AsSpan(0, Layer.OutputSize);

    public override void Reset()
    {
        base.Reset();
        initialHidden?.CopyTo(State, 0);
    }

    /// <summary>W x + bW, the row of one unit in one gate.</summary>
    protected T InputPart(int gate, int unit, ReadOnlySpan<T> x)
    {
        int row = gate * HiddenSize + unit;
        return Dot(inputWeights, row, x) + (inputBias is null ? T.Zero : inputBias[row]);
    }

    /// <summary>U h + bU, the row of one unit in one gate.</summary>
    protected T RecurrentPart(int gate, int unit, ReadOnlySpan<T> h)
    {
        int row = gate * HiddenSize + unit;
        return Dot(recurrentWeights, row, h) + (recurrentBias is null ? T.Zero : recurrentBias[row]);
    }

    protected static T Dot(T[] matrix, int row, ReadOnlySpan<T> vector)
    {
        T sum = T.Zero;
        for (int j = 0; j < vector.Length; j++) sum += matrix[row * vector.Length + j] * vector[j];
        return sum;
    }

    /// <summary>s(a) = 1 / (1 + exp(-a)).</summary>
    protected static T Sigmoid(T a) => T.One / (T.One + T.Exp(-a));

    protected static T[]? ConvertOptional(Tensor? tensor) => tensor is null ? null : Convert(tensor);

    private static T[] Convert(Tensor tensor) => Array.ConvertAll(tensor.ToArray(), T.CreateChecked);
}
