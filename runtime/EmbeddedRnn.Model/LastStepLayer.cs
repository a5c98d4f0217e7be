using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// The sequence becomes its last valid step. In a network that streams, every step is the last so far, and passes unchanged.
/// Behind it only layers without a state can stand, since they see a single step.
/// </summary>
public sealed class LastStepLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">Number of values of a step, at least 1.</param>
    /// <param name="finalStates">
    /// True where each direction of the cell before it gives what it ended with, as ONNX's Y_h and PyTorch's h_n do: the backward
    /// direction its output of step 0. False where both give the last valid step.
    /// </param>
    public LastStepLayer(int size, bool finalStates = false)
        : base(size) => FinalStates = finalStates;

    /// <summary>True where each direction of the cell before it gives what it ended with; false for the last valid step of both.</summary>
    public bool FinalStates { get; }

    /// <inheritdoc/>
    public override string Kind => "last-step";

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override int StateSize => 0;

    /// <inheritdoc/>
    public override long MacsPerStep => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => Array.Empty<Tensor>();

    /// <inheritdoc/>
    public override string Describe() => $"{(FinalStates ? "final states" : "last step")} of {Count(InputSize, "value")}";
}
