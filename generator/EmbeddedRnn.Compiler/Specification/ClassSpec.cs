namespace EmbeddedRnn.Compiler.Specification;

/// <summary>What an attribute asks a class to be, as values. Null means that the attribute does not say it.</summary>
public abstract record ClassSpec
{
    private protected ClassSpec()
    {
    }

    /// <summary>The model's name as the attribute writes it.</summary>
    public string? Model { get; init; }

    /// <summary>The gates' functions that it states.</summary>
    public GateSpec Gates { get; init; } = new();

    /// <summary>Where the code is to run; null for what the project is made for.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The most bytes of IL of a device class.</summary>
    public int? DeviceIlBudget { get; init; }

    /// <summary>How the matrices of the cells are kept.</summary>
    public WeightFormat Weights { get; init; }

    /// <summary>The file of inputs on which the error of integer weights is measured, as the attribute writes it; null where it names none.</summary>
    public string? MeasureOn { get; init; }

    /// <summary>Whether values beyond their ranges are counted.</summary>
    public bool CountSaturated { get; init; }

    /// <summary>How exactly the activations are computed.</summary>
    public ActivationPrecision Activations { get; init; }

    /// <summary>Whether work that closed gates make useless is left out.</summary>
    public Skipping Skipping { get; init; }

    /// <summary>What the class is generated with.</summary>
    public DesktopOptions Options => new() { Weights = Weights, CountSaturated = CountSaturated, Activations = Activations, Skipping = Skipping, CountMacs = CountMacs, Streams = Streams };

    /// <summary>Whether the class counts its multiply-accumulates.</summary>
    public bool CountMacs { get; init; }

    /// <summary>Whether the class has the nested type Streams, where it can have one.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>The activation of plain RNN layers.</summary>
    public Activation? Activation { get; init; }
}
