using System;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// The whole numbers of quantised code. A value of a step is at most <see cref="One"/> in magnitude: 1 for a gate, the end of its
/// range for an input or a state. The ranges of states are powers of two, so that what is exact in real numbers stays exact.
/// </summary>
internal static class Fixed
{
    /// <summary>Binary places of a gate.</summary>
    public const int Places = 15;

    /// <summary>1 as a gate; the end of every range.</summary>
    public const int One = 1 << Places;

    /// <summary>Binary places of what tanh is taken of.</summary>
    public const int TanhPlaces = 16;

    /// <summary>The end of a cell state's range: float32 has all whole numbers up to here.</summary>
    public const int CellOne = 1 << CellPlaces;

    /// <summary>Binary places of a cell state of range 1.</summary>
    public const int CellPlaces = 24;

    /// <summary>The largest magnitude of a rescaled sum; two of them can be added.</summary>
    public const int MostSum = 1 << 30;

    /// <summary>The size of 1 with so many binary places.</summary>
    public static double Unit(int places) => Math.Pow(2, -places);

    /// <summary>Binary places of a state of a range.</summary>
    public static int PlacesOf(double range, int places) => places - (int)Math.Ceiling(Math.Log(range, 2) - 1e-9);

    /// <summary>Initial values as whole numbers.</summary>
    public static int[] Of(Tensor tensor, int places, int limit) =>
        Array.ConvertAll(tensor.ToArray(), v => (int)Math.Max(-limit, Math.Min(limit, Math.Round(v / Unit(places)))));
}
