using System;

namespace EmbeddedRnn;

/// <summary>
/// How far from zero the states of a cell get: |h| &lt;= Hidden, |c| &lt;= Cell; null where nothing is stated. Immutable.
/// </summary>
public sealed class StateRange : IEquatable<StateRange>
{
    /// <summary>Makes the range.</summary>
    /// <param name="hidden">Of the hidden state: finite and above 0, or null.</param>
    /// <param name="cell">Of an LSTM's cell state, likewise.</param>
    /// <exception cref="ArgumentException">A number that is not finite or not above 0.</exception>
    public StateRange(float? hidden = null, float? cell = null)
    {
        Hidden = Magnitude(hidden);
        Cell = Magnitude(cell);
    }

    /// <summary>Nothing is stated.</summary>
    public static StateRange None { get; } = new StateRange();

    /// <summary>The largest |h|, or null.</summary>
    public float? Hidden { get; }

    /// <summary>The largest |c| of an LSTM, or null.</summary>
    public float? Cell { get; }

    /// <inheritdoc/>
    public bool Equals(StateRange? other) => other is not null && Hidden.Equals(other.Hidden) && Cell.Equals(other.Cell);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateRange);

    /// <inheritdoc/>
    public override int GetHashCode() => (Hidden.GetHashCode() * 397) ^ Cell.GetHashCode();

    private static float? Magnitude(float? value) => value is null || value > 0 && !float.IsInfinity(value.Value)
        ? value
        : throw new ArgumentException($"the range of a state must be a finite number above 0, but is {ActivationFunction.Number(value.Value)}.");
}
