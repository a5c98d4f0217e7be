namespace EmbeddedRnn.Compiler;

/// <summary>Where a generated class gets its weights from.</summary>
/// <param name="Kind">How the weights travel.</param>
/// <param name="ResourceName">The logical name of the binary resource, for <see cref="WeightSourceKind.Resource"/>; else "".</param>
public sealed record WeightSource(WeightSourceKind Kind, string ResourceName)
{
    /// <summary>The class has no weights of its own: they are given at run time.</summary>
    public static readonly WeightSource RunTime = new(WeightSourceKind.RunTime, "");

    /// <summary>The weights stand in the generated code.</summary>
    public static readonly WeightSource Inline = new(WeightSourceKind.Inline, "");

    /// <summary>The weights are a binary resource of the assembly.</summary>
    public static WeightSource Resource(string name) => new(WeightSourceKind.Resource, name);
}

/// <summary>How the weights of a generated class travel.</summary>
public enum WeightSourceKind
{
    /// <summary>Given at run time.</summary>
    RunTime,

    /// <summary>In the generated code.</summary>
    Inline,

    /// <summary>In a binary resource of the assembly.</summary>
    Resource,
}
