using System;

namespace EcgMonitor;

/// <summary>The median of the last values, allocating nothing after construction.</summary>
internal sealed class RunningMedian(int length)
{
    private readonly float[] ring = new float[length];
    private readonly float[] sorted = new float[length];
    private int next;

    public int Count { get; private set; }

    public void Add(float value)
    {
        ring[next] = value;
        next = (next + 1) % ring.Length;
        if (Count < ring.Length) Count++;
    }

    public void Clear() => Count = next = 0;

    /// <summary>The median (the upper one of an even number); 0 when there are no values.</summary>
    public float Value
    {
        get
        {
            if (Count == 0) return 0;
            // Until the ring is full, its values are the first ones.
            Span<float> values = sorted.AsSpan(0, Count);
            ring.AsSpan(0, Count).CopyTo(values);
            values.Sort();
            return values[Count / 2];
        }
    }
}
