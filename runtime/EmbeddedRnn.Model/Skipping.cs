namespace EmbeddedRnn;

/// <summary>Whether a generated class leaves out work that closed gates make useless.</summary>
public enum Skipping
{
    /// <summary>Where it pays by measurement; where gates stay open it costs a few percent at most on the networks that were measured.</summary>
    Auto = 0,

    /// <summary>Wherever gates can close: for a network of which it is known that they are closed most of the time.</summary>
    Always = 1,

    /// <summary>Never.</summary>
    Never = 2,
}
