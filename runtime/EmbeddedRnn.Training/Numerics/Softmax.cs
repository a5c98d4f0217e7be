using System;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>Softmax over [size][lane], in each lane for itself.</summary>
internal static class Softmax
{
    /// <summary>y[i] = exp(x[i] - m) / sum over j of exp(x[j] - m), m the largest x, in place.</summary>
    public static void Apply<T>(Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            T largest = values[lane];
            for (int i = lane; i < values.Length; i += Lanes.Count) largest = T.Max(largest, values[i]);
            T sum = T.Zero;
            for (int i = lane; i < values.Length; i += Lanes.Count)
            {
                values[i] = T.Exp(values[i] - largest);
                sum += values[i];
            }
            for (int i = lane; i < values.Length; i += Lanes.Count) values[i] /= sum;
        }
    }

    /// <summary>d[i] = y[i] (d[i] - sum over j of y[j] d[j]).</summary>
    public static void Differentiate<T>(ReadOnlySpan<T> y, Span<T> d)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            T sum = T.Zero;
            for (int i = lane; i < d.Length; i += Lanes.Count) sum += y[i] * d[i];
            for (int i = lane; i < d.Length; i += Lanes.Count) d[i] = y[i] * (d[i] - sum);
        }
    }
}
