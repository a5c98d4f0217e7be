using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>What the cells share: weights, both products, the hidden state.</summary>
internal abstract class PlainCell : PlainLayer
{
    private readonly float[] inputWeights;
    private readonly float[] recurrentWeights;
    private readonly float[] inputBias;
    private readonly float[] recurrentBias;

    protected PlainCell(CellLayer layer)
    {
        int rows = layer.InputWeights.Rows;
        Units = layer.HiddenSize;
        inputWeights = layer.InputWeights.ToArray();
        recurrentWeights = layer.RecurrentWeights.ToArray();
        inputBias = Values(layer.InputBias, rows);
        recurrentBias = Values(layer.RecurrentBias, rows);
        FromInput = new float[rows];
        FromHidden = new float[rows];
        Hidden = Values(layer.InitialHidden, layer.OutputSize);
    }

    protected int Units { get; }

    protected float[] Hidden { get; }

    /// <summary>W x + bW, gate after gate.</summary>
    protected float[] FromInput { get; }

    /// <summary>U h + bU, gate after gate.</summary>
    protected float[] FromHidden { get; }

    [MethodImpl(Optimised)]
    public override ReadOnlySpan<float> Step(ReadOnlySpan<float> input)
    {
        Multiply(inputWeights, input, inputBias, FromInput);
        Multiply(recurrentWeights, Hidden, recurrentBias, FromHidden);
        Finish();
        return Hidden;
    }

    /// <summary>The rows of one gate of U times another vector, without the bias.</summary>
    protected void MultiplyRecurrent(int gate, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result) =>
        Multiply(recurrentWeights.AsSpan(gate * Units * vector.Length, Units * vector.Length), vector, bias, result);

    protected ReadOnlySpan<float> RecurrentBias(int gate) => recurrentBias.AsSpan(gate * Units, Units);

    /// <summary>From the products to the new state.</summary>
    protected abstract void Finish();
}
