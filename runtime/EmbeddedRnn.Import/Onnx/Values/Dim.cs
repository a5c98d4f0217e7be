using System;
using System.Collections.Generic;
using System.Globalization;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// A dimension, or an integer computed from dimensions: a number, or Factor * N^Batch * S^Steps + Offset, where the batch N and
/// the number of time steps S are known only when the network runs.
/// </summary>
/// <remarks>Arithmetic gives null where the result has no such form, and throws <see cref="OverflowException"/> beyond 64 bits.</remarks>
internal readonly record struct Dim(long Factor, int Batch, int Steps, long Offset)
{
    /// <summary>The batch size where it is not known.</summary>
    public static readonly Dim BatchSize = new(1, 1, 0, 0);

    /// <summary>The number of time steps where it is not known.</summary>
    public static readonly Dim StepCount = new(1, 0, 1, 0);

    public static readonly Dim One = Of(1);

    public bool IsKnown => Factor == 0;

    /// <summary>The number; only where it is known.</summary>
    public long Value => IsKnown ? Offset : throw new InvalidOperationException("this dimension is not known.");

    public static Dim Of(long value) => new(0, 0, 0, value);

    public static Dim? Add(Dim a, Dim b)
    {
        if (a.IsKnown) return b with { Offset = checked(a.Offset + b.Offset) };
        if (b.IsKnown) return a with { Offset = checked(a.Offset + b.Offset) };
        if (!a.SameSymbols(b)) return null;
        return Normal(checked(a.Factor + b.Factor), a.Batch, a.Steps, checked(a.Offset + b.Offset));
    }

    public static Dim? Subtract(Dim a, Dim b) => Add(a, new Dim(checked(-b.Factor), b.Batch, b.Steps, checked(-b.Offset)));

    public static Dim? Multiply(Dim a, Dim b)
    {
        if (b.IsKnown) return Normal(checked(a.Factor * b.Offset), a.Batch, a.Steps, checked(a.Offset * b.Offset));
        if (a.IsKnown) return Multiply(b, a);
        if (a.Offset != 0 || b.Offset != 0) return null;
        return new Dim(checked(a.Factor * b.Factor), a.Batch + b.Batch, a.Steps + b.Steps, 0);
    }

    /// <summary>a / b where it leaves no rest.</summary>
    public static Dim? DivideExactly(Dim a, Dim b)
    {
        if (b == Of(0)) return null;
        if (a == b) return One;
        if (b.IsKnown)
            return a.Factor % b.Offset == 0 && a.Offset % b.Offset == 0 ? Normal(a.Factor / b.Offset, a.Batch, a.Steps, a.Offset / b.Offset) : null;
        if (a.Offset != 0 || b.Offset != 0 || a.IsKnown || a.Factor % b.Factor != 0 || a.Batch < b.Batch || a.Steps < b.Steps) return null;
        return Product(a.Factor / b.Factor, a.Batch - b.Batch, a.Steps - b.Steps);
    }

    public override string ToString()
    {
        if (IsKnown) return Offset.ToString(CultureInfo.InvariantCulture);
        string symbols = string.Join("*", Names());
        string product = Factor == 1 ? symbols : FormattableString.Invariant($"{Factor}*{symbols}");
        return Offset == 0 ? product : FormattableString.Invariant($"{product}{(Offset > 0 ? "+" : "")}{Offset}");
    }

    private IEnumerable<string> Names()
    {
        for (int i = 0; i < Batch; i++) yield return "batch";
        for (int i = 0; i < Steps; i++) yield return "steps";
    }

    private bool SameSymbols(Dim other) => Batch == other.Batch && Steps == other.Steps;

    private static Dim Normal(long factor, int batch, int steps, long offset) => factor == 0 ? Of(offset) : new Dim(factor, batch, steps, offset);

    private static Dim Product(long factor, int batch, int steps) => batch == 0 && steps == 0 ? Of(factor) : new Dim(factor, batch, steps, 0);
}
