using System;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.Tool.Benching.PlainLoops;

/// <summary>A layer with its state. Its loops are optimised from the first call, as the generated kernels are.</summary>
internal abstract class PlainLayer
{
    protected const MethodImplOptions Optimised = MethodImplOptions.AggressiveOptimization;

    /// <summary>True for a layer that has plain loops.</summary>
    public static bool IsKnown(Layer layer) => layer switch
    {
        RnnLayer rnn => rnn is { HasUsualActivations: true, Activation: not null },
        CellLayer cell => cell.HasUsualActivations,
        ActivationLayer activation => PlainActivation.Has(activation),
        _ => layer is DenseLayer or AffineLayer or ResidualLayer or LastStepLayer,
    };

    /// <summary>The loops of a layer that has them.</summary>
    public static PlainLayer Of(Layer layer) => layer switch
    {
        RnnLayer rnn => new PlainRnn(rnn),
        GruLayer gru => new PlainGru(gru),
        LstmLayer lstm => new PlainLstm(lstm),
        DenseLayer dense => new PlainDense(dense),
        AffineLayer affine => new PlainAffine(affine),
        ActivationLayer activation => new PlainActivation(activation),
        ResidualLayer residual => new PlainResidual(residual),
        LastStepLayer => new PlainLastStep(),
        _ => throw new ArgumentException($"there are no plain loops for a layer of kind '{layer.Kind}'.", nameof(layer)),
    };

    /// <summary>One step; returns the layer's own output.</summary>
    public abstract ReadOnlySpan<float> Step(ReadOnlySpan<float> input);

    /// <summary>result = matrix * vector + bias.</summary>
    [MethodImpl(Optimised)]
    protected static void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, ReadOnlySpan<float> bias, Span<float> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            ReadOnlySpan<float> weights = matrix.Slice(row * vector.Length, vector.Length);
            float sum = bias[row];
            for (int column = 0; column < weights.Length; column++) sum += weights[column] * vector[column];
            result[row] = sum;
        }
    }

    protected static float Sigmoid(float a) => 1 / (1 + MathF.Exp(-a));

    /// <summary>A bias's values; zeros where there is none.</summary>
    protected static float[] Values(Tensor? bias, int count) => bias?.ToArray() ?? new float[count];
}
