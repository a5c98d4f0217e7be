using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>Products with a gate, value by value. A closed gate gives +0 whatever stands behind it, as in every engine.</summary>
internal static class Gated
{
    /// <summary>y = gate * x.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> gate, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gate);
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int i = 0; i < to.Length; i++) to[i] = Product(g[i], from[i]);
    }

    /// <summary>y += gate * x.</summary>
    public static void MultiplyAdd<T>(ReadOnlySpan<T> gate, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> g = MemoryMarshal.Cast<T, Vector<T>>(gate);
        ReadOnlySpan<Vector<T>> from = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int i = 0; i < to.Length; i++) to[i] += Product(g[i], from[i]);
    }

    /// <summary>y = z * h + (1 - z) * n.</summary>
    public static void Blend<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> h, ReadOnlySpan<T> n, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> gate = MemoryMarshal.Cast<T, Vector<T>>(z);
        ReadOnlySpan<Vector<T>> kept = MemoryMarshal.Cast<T, Vector<T>>(h);
        ReadOnlySpan<Vector<T>> taken = MemoryMarshal.Cast<T, Vector<T>>(n);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int i = 0; i < to.Length; i++) to[i] = Product(gate[i], kept[i]) + Product(Vector<T>.One - gate[i], taken[i]);
    }

    /// <summary>y = f * c + i * g.</summary>
    public static void Accumulate<T>(ReadOnlySpan<T> f, ReadOnlySpan<T> c, ReadOnlySpan<T> i, ReadOnlySpan<T> g, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Multiply(f, c, y);
        MultiplyAdd(i, g, y);
    }

    private static Vector<T> Product<T>(Vector<T> gate, Vector<T> x)
        where T : unmanaged => Vector.ConditionalSelect(Vector.Equals(gate, Vector<T>.Zero), Vector<T>.Zero, gate * x);
}
