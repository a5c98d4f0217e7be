using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>What generated networks do with whole vectors of known length. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Vectors
{
    /// <summary>result = a + b.</summary>
    /// <param name="a">The first value.</param>
    /// <param name="b">The first value.</param>
    /// <param name="result">Where the sums go; may be a or b.</param>
    /// <param name="count">Number of values.</param>
    public static void Add(ref float a, ref float b, ref float result, int count)
    {
        for (int i = 0; i < count; i++) Unsafe.Add(ref result, i) = Unsafe.Add(ref a, i) + Unsafe.Add(ref b, i);
    }

    /// <summary>exp(x[i]) / sum over j of exp(x[j]), with the largest x subtracted first, so that nothing overflows.</summary>
    /// <param name="from">The first x.</param>
    /// <param name="to">Where the shares go; may be from.</param>
    /// <param name="count">Number of values.</param>
    public static void Softmax(ref float from, ref float to, int count)
    {
        ReadOnlySpan<float> x = MemoryMarshal.CreateReadOnlySpan(ref from, count);
        float largest = float.NegativeInfinity;
        foreach (float value in x) largest = value > largest || float.IsNaN(value) ? value : largest;
        double sum = 0;
        foreach (float value in x) sum += Math.Exp(value - largest);
        for (int i = 0; i < count; i++) Unsafe.Add(ref to, i) = (float)(Math.Exp(x[i] - largest) / sum);
    }
}
