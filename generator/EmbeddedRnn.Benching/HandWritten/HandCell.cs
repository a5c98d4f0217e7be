using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>What the cells share: weights, both products, the hidden state.</summary>
internal abstract class HandCell<TArithmetic> : HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
{
    private readonly float[] inputWeights;
    private readonly float[] recurrentWeights;
    private readonly float[] inputBias;
    private readonly float[] recurrentBias;
    private readonly float[] initialHidden;

    protected HandCell(CellLayer layer)
    {
        int rows = layer.InputWeights.Rows;
        Units = layer.HiddenSize;
        inputWeights = layer.InputWeights.ToArray();
        recurrentWeights = layer.RecurrentWeights.ToArray();
        inputBias = Values(layer.InputBias, rows);
        recurrentBias = Values(layer.RecurrentBias, rows);
        FromInput = new float[rows];
        FromHidden = new float[rows];
        initialHidden = Values(layer.InitialHidden, layer.OutputSize);
        Hidden = [.. initialHidden];
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

    public override void Reset() => initialHidden.CopyTo(Hidden, 0);

    /// <summary>The rows of one gate of U times another vector, with that gate's bias.</summary>
    protected void MultiplyRecurrent(int gate, ReadOnlySpan<float> vector, Span<float> result) =>
        Multiply(recurrentWeights.AsSpan(gate * Units * vector.Length, Units * vector.Length), vector, recurrentBias.AsSpan(gate * Units, Units), result);

    /// <summary>From the products to the new state.</summary>
    protected abstract void Finish();
}
