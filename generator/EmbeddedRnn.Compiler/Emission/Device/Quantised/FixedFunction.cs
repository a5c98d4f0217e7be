namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// An activation in whole numbers. A hard sigmoid's slope and a ReLU's range are folded into the scale of the sums that it is taken
/// of, so that only its ends are left; tanh and the sigmoid come from a table.
/// </summary>
/// <param name="SumUnit">The real size of 1 of what it is taken of.</param>
/// <param name="Shift">What is added to that, a real number.</param>
/// <param name="Name">The function in the code; null for a step, which is taken of the sum as it is.</param>
/// <param name="Places">Binary places of what it gives.</param>
internal sealed record FixedFunction(double SumUnit, double Shift, string? Name, int Places)
{
    /// <summary>A gate, from 0 to 1; null for a function that is not one.</summary>
    public static FixedFunction? Gate(ActivationFunction function, WeightFormat format) => function.Kind switch
    {
        // s(a) = (1 + tanh(a / 2)) / 2.
        ActivationKind.Sigmoid => new(Fixed.Unit(Fixed.TanhPlaces - 1), 0, format == WeightFormat.Int8 ? "CoarseSigmoid" : "FixedSigmoid", Fixed.Places),
        ActivationKind.HardSigmoid when function.Alpha > 0 => new(Fixed.Unit(Fixed.Places) / function.Alpha, (double)function.Beta / function.Alpha, "FixedShare", Fixed.Places),
        ActivationKind.Step => new(0, 0, null, Fixed.Places),
        _ => null,
    };

    /// <summary>A function whose values are within 1, or within a range that is stated; null for one that is not.</summary>
    /// <param name="function">The function.</param>
    /// <param name="places">Binary places of a value behind a function without a bound; null where it has no range.</param>
    /// <param name="format">What the weights are, which says how fine the table is.</param>
    public static FixedFunction? Value(ActivationFunction function, int? places, WeightFormat format) => function.Kind switch
    {
        ActivationKind.Tanh => new(Fixed.Unit(Fixed.TanhPlaces), 0, TanhName(format), Fixed.Places),
        ActivationKind.HardTanh => new(Fixed.Unit(Fixed.Places), 0, "FixedClip", Fixed.Places),
        ActivationKind.Relu when places is { } p => new(Fixed.Unit(p), 0, "FixedShare", p),
        ActivationKind.Step => null,
        _ => Gate(function, format),
    };

    public static string TanhName(WeightFormat format) => format == WeightFormat.Int8 ? "CoarseTanh" : "FixedTanh";

    /// <summary>The values of a sum that was rescaled to <see cref="SumUnit"/>, or of one as it is for a step.</summary>
    public string Of(FunctionLibrary functions, string sum)
    {
        if (Name is null) return $"{sum} >= 0 ? {Fixed.One} : 0";
        functions.Require(Name);
        return $"{Name}({sum})";
    }

    /// <summary>The same with fewer binary places.</summary>
    public string Of(FunctionLibrary functions, string sum, int places) =>
        Places == places ? Of(functions, sum) : $"{Of(functions, sum)} >> {Places - places}";
}
