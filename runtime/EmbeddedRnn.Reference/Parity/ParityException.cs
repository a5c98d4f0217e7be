using System;

namespace EmbeddedRnn.Reference;

/// <summary>The class under test does not compute what it was compared with; the message says where.</summary>
public sealed class ParityException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="result">The comparison that failed; its message is this exception's.</param>
    public ParityException(ParityResult result)
        : base(result.Message) => Result = result;

    /// <summary>The comparison that failed.</summary>
    public ParityResult Result { get; }
}
