using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// y = scale * x + shift, value by value: the standardisation of inputs, the scaling of outputs, a batch normalisation folded.
/// </summary>
public sealed class AffineLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="scale"><see cref="TensorNames.Scale"/>, [1, n].</param>
    /// <param name="shift"><see cref="TensorNames.Shift"/>, [1, n].</param>
    public AffineLayer(Tensor scale, Tensor shift)
        : base(Given(scale, TensorNames.Scale).Columns)
    {
        Scale = Required(scale, TensorNames.Scale, 1, InputSize);
        Shift = Required(shift, TensorNames.Shift, 1, InputSize);
        Tensors = new[] { scale, shift };
    }

    /// <summary>[1, n].</summary>
    public Tensor Scale { get; }

    /// <summary>[1, n].</summary>
    public Tensor Shift { get; }

    /// <inheritdoc/>
    public override string Kind => "affine";

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override int StateSize => 0;

    /// <inheritdoc/>
    public override long MacsPerStep => InputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors { get; }

    /// <inheritdoc/>
    public override string Describe() => $"scale and shift of {Count(InputSize, "value")}";
}
