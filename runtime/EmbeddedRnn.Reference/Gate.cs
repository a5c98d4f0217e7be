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
    private readonly CellFunction<T> function;

    internal Gate(string name, int units, CellFunction<T> function)
    {
        Name = name;
        this.function = function;
        (Lowest, Highest) = Activations.Range(function.Function);
        Before = new T[units];
        After = new T[units];
    }

    /// <summary>The name from <see cref="CellLayer.Gates"/>; "forget" also where a coupled gate stands for it.</summary>
    public string Name { get; }

    /// <summary>True for a gate that is 0 or 1.</summary>
    public bool IsStep => function.Function.Kind == ActivationKind.Step;

    /// <summary>Where the activation's range begins: 0 for a sigmoid or ReLU, -1 for tanh, -infinity where it has no end.</summary>
    public double Lowest { get; }

    /// <summary>Where the activation's range ends: 1 for a sigmoid or tanh, infinity for ReLU.</summary>
    public double Highest { get; }

    /// <summary>
    /// What went into the activation, clipped where the cell clips, one value a unit. A coupled forget gate, 1 - s(a), has -a here:
    /// 1 - s(a) = s(-a).
    /// </summary>
    public ReadOnlySpan<T> PreActivation => Before;

    /// <summary>What came out of the activation, one value a unit.</summary>
    public ReadOnlySpan<T> Value => After;

    /// <summary>The gate times what it lets through: +0 behind a closed gate, whatever stands there.</summary>
    internal T Through(int unit, T value) => Product(After[unit], value);

    /// <summary>(1 - the gate) times a value: +0 where the gate is 1.</summary>
    internal T Rest(int unit, T value) => Product(T.One - After[unit], value);

    /// <summary>Takes a unit's sum through the clip and the function.</summary>
    internal void Set(int unit, T sum)
    {
        Before[unit] = function.Clipped(sum);
        After[unit] = Activations.Apply(function.Function, Before[unit]);
    }

    // A gate that only comes near 0 has no closed state: its product is the plain one.
    private T Product(T open, T value) => function.Function.CanClose && open == T.Zero ? T.Zero : open * value;
}
