namespace EmbeddedRnn;

/// <summary>Whether a generated class leaves out work that closed gates make useless.</summary>
public enum Skipping
{
    /// <summary>Where it pays by measurement, and costs nothing that can be measured where gates stay open.</summary>
    Auto = 0,

    /// <summary>Wherever gates can close: for a network of which it is known that they are closed most of the time.</summary>
    Always = 1,

    /// <summary>Never.</summary>
    Never = 2,
}
