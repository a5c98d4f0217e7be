using System;

namespace EmbeddedRnn.Training;

/// <summary>A network spec that cannot be read. The message shows the place and says what was expected there.</summary>
public sealed class SpecException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="spec">The whole spec.</param>
    /// <param name="position">The character, from 0, at which something else was expected.</param>
    /// <param name="expected">What was expected, or what is wrong.</param>
    public SpecException(string spec, int position, string expected)
        : base(FormattableString.Invariant($"spec, character {position + 1}{Near(spec, position)}: {expected}"))
    {
        Position = position;
        Expected = expected;
    }

    /// <summary>The character, from 0.</summary>
    public int Position { get; }

    /// <summary>What was expected there, or what is wrong.</summary>
    public string Expected { get; }

    private static string Near(string spec, int position)
    {
        if (position >= spec.Length) return ", at the end";
        string rest = spec.Substring(position, Math.Min(20, spec.Length - position));
        return $", at '{rest}{(position + 20 < spec.Length ? "..." : "")}'";
    }
}
