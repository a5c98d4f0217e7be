using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>An axis: where a value lies between its ends, and which values are marked.</summary>
internal sealed class Scale
{
    private const int MostDecades = 12;

    private readonly bool logarithmic;
    private readonly double low;
    private readonly double high;

    private Scale(bool logarithmic, double low, double high, IReadOnlyList<double> ticks)
    {
        this.logarithmic = logarithmic;
        this.low = low;
        this.high = high;
        Ticks = ticks;
    }

    /// <summary>The values that are marked.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>From the first round value below all to the first one above.</summary>
    public static Scale Linear(double lowest, double highest, int about = 5)
    {
        if (!(highest > lowest)) (lowest, highest) = (lowest - Math.Max(0.5, Math.Abs(lowest) * 0.1), highest + Math.Max(0.5, Math.Abs(highest) * 0.1));
        double rough = (highest - lowest) / about;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = new[] { 1, 2, 5, 10 }.Select(m => m * power).First(s => s >= rough * 0.999);
        long first = (long)Math.Floor(lowest / step + 1e-9), last = (long)Math.Ceiling(highest / step - 1e-9);
        return new Scale(false, first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)]);
    }

    /// <summary>Powers of ten; values that are not above 0 lie at its lower end.</summary>
    public static Scale Logarithmic(double lowest, double highest)
    {
        int last = (int)Math.Ceiling(Math.Log10(highest) - 1e-9);
        int first = Math.Max((int)Math.Floor(Math.Log10(lowest) + 1e-9), last - MostDecades);
        if (first == last) first--;
        int every = 1 + (last - first) / 6;
        return new Scale(true, first, last, [.. Enumerable.Range(first, last - first + 1).Where(d => (last - d) % every == 0).Select(d => Math.Pow(10, d))]);
    }

    /// <summary>From 0 at the lower end to 1 at the upper.</summary>
    public double At(double value)
    {
        double place = logarithmic ? (value > 0 ? Math.Log10(value) : low) : value;
        return Math.Clamp((place - low) / (high - low), 0, 1);
    }

    public string Label(double value)
    {
        if (logarithmic) return value is >= 0.001 and <= 10000 ? value.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString("0e+0", CultureInfo.InvariantCulture);
        double step = Ticks.Count > 1 ? Ticks[1] - Ticks[0] : 1;
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 8);
        return value.ToString((Math.Abs(value) >= 10000 ? "#,0" : "0") + (decimals > 0 ? "." + new string('0', decimals) : ""), CultureInfo.InvariantCulture);
    }
}
