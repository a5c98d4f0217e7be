using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>
/// The penalty on gates that cost work, by the mean over units and valid steps. GRU: lambda mean(1 - z) + lambda / 3 mean(r).
/// LSTM: lambda mean(i) + lambda / 3 mean(o). A closed input gate does what a kept unit of a GRU does: the unit takes nothing new and
/// keeps what it knows. A closed output gate spares more (a column of every recurrent matrix), but hides the unit from everybody, and
/// with the larger weight the accuracy falls.
/// </summary>
internal static class KeepPenalty
{
    /// <summary>Adds factor * lambda * mean(gate), or for a negative factor -factor * lambda * mean(1 - gate), and its gradient.</summary>
    /// <param name="shard">Holds lambda over the number of valid steps.</param>
    /// <param name="step">The step, for its valid lanes.</param>
    /// <param name="gate">[units][lane].</param>
    /// <param name="gradient">The gradient by the gate, [units][lane].</param>
    /// <param name="units">H.</param>
    /// <param name="factor">1 or 1/3, negative for an update gate.</param>
    public static void Add<T>(Shard<T> shard, int step, ReadOnlySpan<T> gate, Span<T> gradient, int units, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = Lanes.Count / Vector<T>.Count;
        ReadOnlySpan<Vector<T>> valid = MemoryMarshal.Cast<T, Vector<T>>(shard.ValidAt(step));
        ReadOnlySpan<Vector<T>> values = MemoryMarshal.Cast<T, Vector<T>>(gate);
        Span<Vector<T>> gradients = MemoryMarshal.Cast<T, Vector<T>>(gradient);
        T each = shard.Keep * T.CreateChecked(factor / units);
        var weight = new Vector<T>(each);
        var offset = factor < 0 ? Vector<T>.One : Vector<T>.Zero;
        Vector<T> sum = Vector<T>.Zero;
        for (int i = 0; i < values.Length; i += width)
        {
            for (int v = 0; v < width; v++)
            {
                gradients[i + v] += weight * valid[v];
                sum += (values[i + v] - offset) * valid[v];
            }
        }
        shard.Penalty += double.CreateChecked(each * Vector.Sum(sum));
    }
}
