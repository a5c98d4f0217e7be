using System;

namespace EmbeddedRnn;

/// <summary>Model text that cannot be read: damaged, truncated, or of another version. The message starts with the line.</summary>
public sealed class ModelTextException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="reason">What is wrong there, a sentence.</param>
    public ModelTextException(int line, string reason)
        : base($"line {LayerText.Number(line)}: {reason}")
    {
        Line = line;
        Reason = reason;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong there, without the line.</summary>
    public string Reason { get; }
}
