using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Tool.Hardening;

/// <summary>The mean of several runs and their standard deviation around it; 0 of a single one.</summary>
internal readonly record struct Spread(double Mean, double Deviation)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return new Spread(mean, all.Length < 2 ? 0 : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)));
    }
}
