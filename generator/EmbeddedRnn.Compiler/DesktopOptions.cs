namespace EmbeddedRnn.Compiler;

/// <summary>What a class of the desktop profile is generated with, besides its model.</summary>
public sealed record DesktopOptions
{
    /// <summary>Those of a class that says nothing.</summary>
    public static DesktopOptions Default { get; } = new();

    /// <summary>How the matrices of the recurrent cells are kept; the integer formats need the model's ranges (<see cref="Model.Ranges"/>).</summary>
    public WeightFormat Weights { get; init; }

    /// <summary>True to give a class with integer weights a counter of the values that were beyond their ranges.</summary>
    public bool CountSaturated { get; init; }

    /// <summary>How exactly sigmoid and hyperbolic tangent are computed.</summary>
    public ActivationPrecision Activations { get; init; }

    /// <summary>Whether work that closed gates make useless is left out.</summary>
    public Skipping Skipping { get; init; }

    /// <summary>True to give the class counters of the multiply-accumulates that it does and leaves out.</summary>
    public bool CountMacs { get; init; }

    /// <summary>False to leave out the nested type Streams.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>What was measured of a class with integer weights, a sentence for the head of the file; null where nothing was.</summary>
    public string? MeasuredError { get; init; }
}
