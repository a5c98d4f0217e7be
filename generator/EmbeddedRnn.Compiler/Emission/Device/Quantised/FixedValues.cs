using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>Values of one step as whole numbers q: the real value is offset + unit * q, and |q| is at most <see cref="Fixed.One"/>.</summary>
/// <param name="Array">The array that holds them from its start.</param>
/// <param name="Units">The real size of 1, value by value.</param>
/// <param name="Offsets">The real value of 0, likewise.</param>
internal sealed record FixedValues(string Array, IReadOnlyList<double> Units, IReadOnlyList<double> Offsets)
{
    public int Count => Units.Count;

    /// <summary>Values with one unit around zero.</summary>
    public static FixedValues Of(string array, int count, double unit) => new(array, Enumerable.Repeat(unit, count).ToArray(), new double[count]);

    /// <summary>The same numbers read as scale * value + shift.</summary>
    public FixedValues Through(AffineLayer layer) => new(
        Array, Units.Select((unit, i) => unit * layer.Scale[i]).ToArray(), Offsets.Select((offset, i) => offset * layer.Scale[i] + layer.Shift[i]).ToArray());
}
