using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EmbeddedRnn.CompilerServices;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>tanh and the sigmoid over many values: in float by the runtime's rational function, in double as the reference has them.</summary>
internal static class SmoothFunctions<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = tanh(x).</summary>
    public static void Tanh(ReadOnlySpan<T> x, Span<T> y)
    {
        if (typeof(T) == typeof(float))
        {
            ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<T, Vector<float>>(x);
            Span<Vector<float>> to = MemoryMarshal.Cast<T, Vector<float>>(y);
            for (int i = 0; i < from.Length; i++) to[i] = Tanh(from[i]);
            return;
        }
        for (int i = 0; i < x.Length; i++) y[i] = Activations.Apply(ActivationFunction.Tanh, x[i]);
    }

    /// <summary>y = 1 / (1 + exp(-x)), in float as 0.5 + 0.5 tanh(x / 2).</summary>
    public static void Sigmoid(ReadOnlySpan<T> x, Span<T> y)
    {
        if (typeof(T) == typeof(float))
        {
            var half = new Vector<float>(0.5f);
            ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<T, Vector<float>>(x);
            Span<Vector<float>> to = MemoryMarshal.Cast<T, Vector<float>>(y);
            for (int i = 0; i < from.Length; i++) to[i] = half + half * Tanh(half * from[i]);
            return;
        }
        for (int i = 0; i < x.Length; i++) y[i] = Activations.Apply(ActivationFunction.Sigmoid, x[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Tanh(Vector<float> x)
    {
        // By comparisons, so that a NaN stays one.
        var limit = new Vector<float>(TanhRational.Limit);
        x = Vector.ConditionalSelect(Vector.GreaterThan(x, limit), limit, x);
        x = Vector.ConditionalSelect(Vector.LessThan(x, -limit), -limit, x);
        Vector<float> u = x * x;
        Vector<float> u2 = u * u;
        Vector<float> low = Fused.MultiplyAdd(u, new Vector<float>(TanhRational.P1), new Vector<float>(TanhRational.P0));
        Vector<float> high = Fused.MultiplyAdd(u, new Vector<float>(TanhRational.P3), new Vector<float>(TanhRational.P2));
        high = Fused.MultiplyAdd(u2, new Vector<float>(TanhRational.P4), high);
        Vector<float> numerator = Fused.MultiplyAdd(x * u2, high, x * low);
        low = Fused.MultiplyAdd(u, new Vector<float>(TanhRational.Q1), new Vector<float>(TanhRational.Q0));
        high = Fused.MultiplyAdd(u, new Vector<float>(TanhRational.Q3), new Vector<float>(TanhRational.Q2));
        high = Fused.MultiplyAdd(u2, new Vector<float>(TanhRational.Q4), high);
        return numerator / Fused.MultiplyAdd(u2, high, low);
    }
}
