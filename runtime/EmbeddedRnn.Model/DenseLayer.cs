using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>A dense (linear, fully connected) layer, step by step: y = W x + b.</summary>
public sealed class DenseLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="weights">W, <see cref="TensorNames.Weights"/>, row-major [O, I]: O outputs, I inputs.</param>
    /// <param name="bias">b, <see cref="TensorNames.Bias"/>, [1, O], or null.</param>
    public DenseLayer(Tensor weights, Tensor? bias = null)
        : base(Given(weights, TensorNames.Weights).Columns)
    {
        Weights = Required(weights, TensorNames.Weights, weights.Rows, weights.Columns);
        Bias = Optional(bias, TensorNames.Bias, 1, weights.Rows);
        Tensors = Present(weights, bias);
    }

    /// <summary>W, [O, I].</summary>
    public Tensor Weights { get; }

    /// <summary>b, [1, O], or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <inheritdoc/>
    public override int OutputSize => Weights.Rows;

    /// <inheritdoc/>
    public override int StateSize => 0;

    /// <inheritdoc/>
    public override long MacsPerStep => Weights.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors { get; }

    /// <inheritdoc/>
    public override string Describe() => $"dense, {Count(InputSize, "input")}, {Count(OutputSize, "output")}";
}
