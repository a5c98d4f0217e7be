using System;
using System.Diagnostics;

namespace EmbeddedRnn;

/// <summary>What the attributes of cells and of networks say alike: the code that is generated for the class.</summary>
[Conditional("EMBEDDEDRNN_KEEP_ATTRIBUTES")]
public abstract class GeneratedClassAttribute : Attribute
{
    /// <summary>Where the code is to run; left out, on a device in a .NET nanoFramework project and on the desktop elsewhere.</summary>
    public Profile Profile { get; set; }

    /// <summary>
    /// Device code only: the bytes of IL that the class should take at most, 32,768 where left out. The more, the faster; boards with
    /// a deployment area of 64 KB want 8,192.
    /// </summary>
    public int DeviceIlBudget { get; set; }

    /// <summary>
    /// How the matrices of the recurrent cells are kept: float32, or whole numbers of 16 or 8 bits with one scale a row, which are read faster.
    /// Those need the ranges of inputs and states, which <c>embeddedrnn calibrate</c> stores in the model.
    /// </summary>
    public WeightFormat WeightFormat { get; set; }

    /// <summary>
    /// Desktop code only: inputs on which the error of integer weights is measured for the head of the generated code: a CSV file among the project's
    /// <c>AdditionalFiles</c>, one time step a row. Left out, inputs are drawn from the ranges of the model.
    /// </summary>
    public string? MeasureOn { get; set; }

    /// <summary>Desktop code only: true to count the values that were beyond their ranges and saturated, where <see cref="WeightFormat"/> is an integer format.</summary>
    public bool CountSaturated { get; set; }

    /// <summary>Desktop code only: how exactly hyperbolic tangents, and sigmoid gates beside them, are computed.</summary>
    public ActivationPrecision ActivationPrecision { get; set; }

    /// <summary>
    /// Desktop code only: whether work that closed gates (step, saturated hard sigmoid) make useless is left out; by default, where it pays
    /// by measurement. Device code always leaves it out, to the same bits.
    /// </summary>
    public Skipping Skipping { get; set; }

    /// <summary>
    /// True to give the class the counters MacsDone and MacsSkipped, of multiply-accumulates done and left out behind closed gates.
    /// On the desktop <c>Step</c> and <c>Run</c> count, streams do not. Costs nothing when false.
    /// </summary>
    public bool CountMacs { get; set; }

    /// <summary>
    /// False to leave out the nested type <c>Streams</c> and its code. It is also left out where the class has a member of that name, and
    /// for a device.
    /// </summary>
    public bool Streams { get; set; } = true;
}
