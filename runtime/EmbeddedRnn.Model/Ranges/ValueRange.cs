using System;

namespace EmbeddedRnn;

/// <summary>The values that something takes, from the least to the most, both included. Immutable.</summary>
public readonly struct ValueRange : IEquatable<ValueRange>
{
    /// <summary>Makes the range.</summary>
    /// <param name="least">The least value, finite.</param>
    /// <param name="most">The most, finite and above the least.</param>
    /// <exception cref="ArgumentException">Numbers that are not finite, or in another order.</exception>
    public ValueRange(float least, float most)
    {
        if (!(least < most) || float.IsInfinity(least) || float.IsInfinity(most))
            throw new ArgumentException($"a range must go from a finite number to a larger one, but goes from {ActivationFunction.Number(least)} to {ActivationFunction.Number(most)}.");
        // One zero: equal ranges have equal bits.
        Least = least == 0 ? 0 : least;
        Most = most == 0 ? 0 : most;
    }

    /// <summary>The least value.</summary>
    public float Least { get; }

    /// <summary>The most.</summary>
    public float Most { get; }

    /// <summary>Whether two ranges are equal.</summary>
    public static bool operator ==(ValueRange left, ValueRange right) => left.Equals(right);

    /// <summary>Whether two ranges differ.</summary>
    public static bool operator !=(ValueRange left, ValueRange right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ValueRange other) => Least.Equals(other.Least) && Most.Equals(other.Most);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueRange other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Least.GetHashCode() * 397) ^ Most.GetHashCode();

    /// <summary>"-1 to 1".</summary>
    public override string ToString() => $"{ActivationFunction.Number(Least)} to {ActivationFunction.Number(Most)}";
}
