using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// An activation of every value of a step, or of the whole vector for softmax. With slopes it is PReLU: x where x is at least 0,
/// else its own slope times x.
/// </summary>
public sealed class ActivationLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">Number of values, at least 1.</param>
    /// <param name="function">The function; with <paramref name="slopes"/> it must be <see cref="ActivationFunction.LeakyRelu"/>, whose alpha they replace.</param>
    /// <param name="slopes">PReLU: <see cref="TensorNames.Slopes"/>, [1, size], else null.</param>
    public ActivationLayer(int size, ActivationFunction function, Tensor? slopes = null)
        : base(size)
    {
        Function = function ?? throw new ArgumentNullException(nameof(function));
        Slopes = Optional(slopes, TensorNames.Slopes, 1, size);
        if (slopes is not null && function != ActivationFunction.LeakyRelu)
            throw new ArgumentException($"slopes belong to the activation {ActivationFunction.LeakyRelu}, but {function} was given with them.", nameof(function));
        Tensors = slopes is null ? Array.Empty<Tensor>() : new[] { slopes };
    }

    /// <summary>The function; where <see cref="Slopes"/> are, they replace its alpha.</summary>
    public ActivationFunction Function { get; }

    /// <summary>PReLU: a slope for each value, [1, size]; else null.</summary>
    public Tensor? Slopes { get; }

    /// <inheritdoc/>
    public override string Kind => "activation";

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override int StateSize => 0;

    /// <inheritdoc/>
    /// <remarks>Of the slopes alone: a function is not counted.</remarks>
    public override long MacsPerStep => Slopes?.Count ?? 0;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors { get; }

    internal override int TextVersion => Function.Kind == ActivationKind.Step ? 3 : 2;

    /// <inheritdoc/>
    public override string Describe() => $"{(Slopes is null ? Function.ToString() : "PReLU")} of {Count(InputSize, "value")}";
}
