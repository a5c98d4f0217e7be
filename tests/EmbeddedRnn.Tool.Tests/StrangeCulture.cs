using System;
using System.Globalization;

namespace EmbeddedRnn.Tests;

/// <summary>A culture with a decimal comma, for the time of a test.</summary>
internal sealed class StrangeCulture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public StrangeCulture()
    {
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NumberGroupSeparator = ".";
        strange.NumberFormat.NegativeSign = "minus ";
        CultureInfo.CurrentCulture = strange;
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
