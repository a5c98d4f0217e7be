using System;
using System.Numerics.Tensors;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>TensorPrimitives: Dot, Sigmoid and Tanh over spans.</summary>
public readonly struct TensorCalls : IArithmetic
{
    /// <inheritdoc/>
    public static string Name => "TensorPrimitives";

    /// <inheritdoc/>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right) => TensorPrimitives.Dot(left, right);

    /// <inheritdoc/>
    public static void Sigmoid(Span<float> values) => TensorPrimitives.Sigmoid(values, values);

    /// <inheritdoc/>
    public static void Tanh(Span<float> values) => TensorPrimitives.Tanh(values, values);
}
