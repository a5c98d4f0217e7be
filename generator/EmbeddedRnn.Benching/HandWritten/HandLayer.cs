using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>A layer with its state. Its code is optimised from the first call, as the generated kernels are.</summary>
internal abstract class HandLayer<TArithmetic>
    where TArithmetic : struct, IArithmetic
{
    protected const MethodImplOptions Optimised = MethodImplOptions.AggressiveOptimization;

    /// <summary>The code of a layer that <see cref="HandNetwork.IsKnown"/>.</summary>
    public static HandLayer<TArithmetic> Of(Layer layer) => layer switch
    {
        RnnLayer rnn => new HandRnn<TArithmetic>(rnn),
        GruLayer gru => new HandGru<TArithmetic>(gru),
        LstmLayer lstm => new HandLstm<TArithmetic>(lstm),
        DenseLayer dense => new HandDense<TArithmetic>(dense),
        AffineLayer affine => new HandAffine<TArithmetic>(affine),
        ActivationLayer activation => new HandActivation<TArithmetic>(activation),
        ResidualLayer residual => new HandResidual<TArithmetic>(residual),
        LastStepLayer => new HandLastStep<TArithmetic>(),
        _ => throw new ArgumentException($"there is no hand-written code for a layer of kind '{layer.Kind}'.", nameof(layer)),
    };

    /// <summary>One step; returns the layer's own output.</summary>
    public abstract ReadOnlySpan<float> Step(ReadOnlySpan<float> input);

    /// <summary>To the state before the first step.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>result = matrix * vector + bias.</summary>
    [MethodImpl(Optimised)]
    protected static void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result)
    {
        for (int row = 0; row < result.Length; row++)
            result[row] = bias[row] + TArithmetic.Dot(matrix.Slice(row * vector.Length, vector.Length), vector);
    }

    /// <summary>A tensor's values; zeros where there is none.</summary>
    protected static float[] Values(Tensor? tensor, int count) => tensor?.ToArray() ?? new float[count];
}
