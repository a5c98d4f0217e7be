using System;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>One gate of a layer as it stood in the last step, unit by unit.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Gate<T>
    where T : IFloatingPointIeee754<T>
{
    internal readonly T[] Before;
    internal readonly T[] After;

    internal Gate(string name, int units, double lowest, double highest)
    {
        Name = name;
        Lowest = lowest;
        Highest = highest;
        Before = new T[units];
        After = new T[units];
    }

    /// <summary>The name from <see cref="CellLayer.Gates"/>; "forget" also where a coupled gate stands for it.</summary>
    public string Name { get; }

    /// <summary>Where the activation's range begins: 0 for a sigmoid or ReLU, -1 for tanh.</summary>
    public double Lowest { get; }

    /// <summary>Where the activation's range ends: 1 for a sigmoid or tanh, infinity for ReLU.</summary>
    public double Highest { get; }

    /// <summary>What went into the activation, one value a unit. A coupled forget gate, 1 - s(a), has -a here: 1 - s(a) = s(-a).</summary>
    public ReadOnlySpan<T> PreActivation => Before;

    /// <summary>What came out of the activation, one value a unit.</summary>
    public ReadOnlySpan<T> Value => After;
}
