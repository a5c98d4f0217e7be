using System;
using System.Globalization;

namespace EcgMonitor;

/// <summary>A linear axis: values from low to high lie between two positions on the page.</summary>
internal readonly record struct Axis(double Low, double High, double From, double To)
{
    public double At(double value) => From + (value - Low) / (High - Low) * (To - From);

    /// <summary>The distance of the ticks: 1, 2 or 5 times a power of ten, at most <paramref name="most"/> of them.</summary>
    public double Step(int most)
    {
        double rough = (High - Low) / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (int factor in (ReadOnlySpan<int>)[1, 2, 5])
        {
            if (factor * power >= rough) return factor * power;
        }
        return 10 * power;
    }

    /// <summary>The same axis, opened to whole steps at both ends.</summary>
    public Axis OpenedTo(double step) => this with { Low = Math.Floor(Low / step) * step, High = Math.Ceiling(High / step) * step };

    /// <summary>A tick's label, with the decimals that the step needs.</summary>
    public static string Label(double value, double step)
    {
        int decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        string text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.TrimStart('-', '0', '.').Length > 0 ? "\u2212" + text[1..] : text.TrimStart('-');
    }
}
