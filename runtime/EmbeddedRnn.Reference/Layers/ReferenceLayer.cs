using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>One layer of a <see cref="ReferenceNetwork{T}"/> with its state. A new kind of layer is a new class and a line in <see cref="Of"/>.</summary>
internal abstract class ReferenceLayer<T>
    where T : IFloatingPointIeee754<T>
{
    protected ReferenceLayer(Layer layer) => Layer = layer;

    public Layer Layer { get; }

    /// <summary>The gates of the last step; a layer without gates has none.</summary>
    public virtual IReadOnlyList<Gate<T>> Gates => Array.Empty<Gate<T>>();

    /// <summary>One step; only where the layer streams.</summary>
    /// <returns>What comes out, [OutputSize]: the layer's own memory, or the input itself.</returns>
    public abstract ReadOnlySpan<T> Step(ReadOnlySpan<T> input);

    /// <summary>A whole sequence of valid steps, from the state and to the state after it.</summary>
    /// <param name="inputs">[T, InputSize].</param>
    /// <returns>[T, OutputSize], or fewer steps where the layer makes the sequence shorter.</returns>
    public virtual T[] Run(T[] inputs)
    {
        int steps = inputs.Length / Layer.InputSize;
        var outputs = new T[steps * Layer.OutputSize];
        for (int t = 0; t < steps; t++)
            Step(inputs.AsSpan(t * Layer.InputSize, Layer.InputSize)).CopyTo(outputs.AsSpan(t * Layer.OutputSize));
        return outputs;
    }

    /// <summary>Back to the initial state.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>Copies the state out, [StateSize].</summary>
    public virtual void CopyStateTo(Span<T> destination)
    {
    }

    /// <summary>Sets the state, [StateSize].</summary>
    public virtual void SetState(ReadOnlySpan<T> state)
    {
    }

    /// <param name="layer">The layer.</param>
    /// <param name="before">The layer before it, or null.</param>
    public static ReferenceLayer<T> Of(Layer layer, Layer? before) => layer switch
    {
        CellLayer cell => ReferenceCell<T>.Of(cell),
        DenseLayer dense => new ReferenceDense<T>(dense),
        ActivationLayer activation => new ReferenceActivation<T>(activation),
        AffineLayer affine => new ReferenceAffine<T>(affine),
        Conv1dLayer convolution => new ReferenceConv1d<T>(convolution),
        ReversedLayer reversed => new ReferenceReversed<T>(reversed),
        BidirectionalLayer bidirectional => new ReferenceBidirectional<T>(bidirectional),
        ResidualLayer residual => new ReferenceResidual<T>(residual),
        LastStepLayer last => new ReferenceLastStep<T>(last, before),
        _ => throw new NotSupportedException($"the reference knows no layer of kind '{layer.Kind}'."),
    };

    protected static T[] Convert(Tensor tensor) => Array.ConvertAll(tensor.ToArray(), T.CreateChecked);

    protected static T[]? ConvertOptional(Tensor? tensor) => tensor is null ? null : Convert(tensor);

    protected static T Dot(T[] matrix, int row, ReadOnlySpan<T> vector)
    {
        T sum = T.Zero;
        for (int j = 0; j < vector.Length; j++) sum += matrix[row * vector.Length + j] * vector[j];
        return sum;
    }
}
