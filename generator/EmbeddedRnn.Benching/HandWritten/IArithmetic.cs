using System;

namespace EmbeddedRnn.Benching.HandWritten;

/// <summary>What a hand-written network computes with: the difference between plain loops and TensorPrimitives.</summary>
public interface IArithmetic
{
    /// <summary>Its name in reports.</summary>
    static abstract string Name { get; }

    /// <summary>The sum of products of two vectors of one length.</summary>
    static abstract float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right);

    /// <summary>1 / (1 + exp(-x)), in place.</summary>
    static abstract void Sigmoid(Span<float> values);

    /// <summary>The hyperbolic tangent, in place.</summary>
    static abstract void Tanh(Span<float> values);
}
