using System;

namespace EcgMonitor;

/// <summary>The root of the mean square of what is added.</summary>
internal struct Squares
{
    private double sum;
    private long count;

    public void Add(double error)
    {
        sum += error * error;
        count++;
    }

    public readonly double Root => count == 0 ? 0 : Math.Sqrt(sum / count);
}
