using System;
using System.Globalization;

namespace EmbeddedRnn.Compiler.Emission;

/// <summary>Numbers as C# literals, the same on every machine and exact to the bit (of a NaN, that it is one).</summary>
public static class Literal
{
    /// <summary>A float32: nine significant digits identify every value.</summary>
    public static string Of(float value)
    {
        if (float.IsNaN(value)) return "float.NaN";
        if (float.IsInfinity(value)) return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        if (value == 0) return 1 / value < 0 ? "-0f" : "0f";
        return value.ToString("G9", CultureInfo.InvariantCulture) + "f";
    }

    /// <summary>A whole number.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A string, quoted.</summary>
    public static string Of(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
