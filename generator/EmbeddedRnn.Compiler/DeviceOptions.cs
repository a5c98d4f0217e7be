namespace EmbeddedRnn.Compiler;

/// <summary>What a class of the device profile may cost, and what its code does besides the arithmetic.</summary>
public sealed record DeviceOptions
{
    /// <summary>The IL budget where none is given; boards with a deployment area of 64 KB want 8 KB.</summary>
    public const int DefaultIlBudget = 32 * 1024;

    /// <summary>Budget of 32 KB, skipping, no counters, the shape chosen by cost.</summary>
    public static DeviceOptions Default { get; } = new();

    /// <summary>The most bytes of IL that the class should take in a .pe file; the planner unrolls as far as they last.</summary>
    public int IlBudget { get; init; } = DefaultIlBudget;

    /// <summary>
    /// True to leave out work behind gates that are exactly 0 or 1; false to do it and throw its result away. The results are the
    /// same to the bit.
    /// </summary>
    public bool Skipping { get; init; } = true;

    /// <summary>How the weights are kept; the integer formats need the model's ranges (<see cref="Model.Ranges"/>) and use no float inside.</summary>
    public WeightFormat Weights { get; init; }

    /// <summary>True to give the class counters of the multiply-accumulates that it does and skips.</summary>
    public bool CountMacs { get; init; }

    /// <summary>The shape that every layer takes as far as it can, whatever it costs; null to choose by cost.</summary>
    public DeviceShape? Shape { get; init; }
}
