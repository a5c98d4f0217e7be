using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>What an axis of a tensor, or a part of it, runs over.</summary>
internal enum Role
{
    /// <summary>Values within one step of one sequence: features, directions, gates; every known axis of a constant.</summary>
    Feature,

    /// <summary>The time steps.</summary>
    Time,

    /// <summary>The sequences of a batch.</summary>
    Batch,
}

/// <summary>A part of an axis: a reshape can merge several into one axis, or split one of features.</summary>
internal readonly record struct Atom(Role Role, Dim Size);

/// <summary>One axis of a tensor: its atoms, the slowest first. None where its size is 1.</summary>
internal sealed class Axis
{
    public static readonly Axis One = new([]);

    public Axis(IReadOnlyList<Atom> atoms)
    {
        Atoms = atoms;
        long features = 1;
        foreach (Atom atom in atoms.Where(a => a.Role == Role.Feature)) features = checked(features * atom.Size.Value);
        Features = checked((int)features);
    }

    public IReadOnlyList<Atom> Atoms { get; }

    /// <summary>The product of its features, 1 where it has none.</summary>
    public int Features { get; }

    /// <summary>True where it runs over neither time nor batch.</summary>
    public bool IsFeatures => Atoms.All(a => a.Role == Role.Feature);

    /// <summary>True where its size is 1.</summary>
    public bool IsOne => Atoms.Count == 0;

    /// <summary>True where it runs over the time steps and nothing else.</summary>
    public bool IsTime => Atoms is [{ Role: Role.Time }];

    /// <summary>True where it runs over the batch and nothing else, or has the size 1.</summary>
    public bool IsBatchOrOne => IsOne || Atoms is [{ Role: Role.Batch }];

    /// <summary>Its size; null where it has no form that <see cref="Dim"/> knows.</summary>
    public Dim? Size
    {
        get
        {
            Dim? size = Dim.One;
            foreach (Atom atom in Atoms) size = size is { } so ? Dim.Multiply(so, atom.Size) : null;
            return size;
        }
    }

    /// <summary>An axis of a constant: known, or as long as the batch or the sequence, along which the constant does not change.</summary>
    public static Axis Of(Dim size)
    {
        if (size.IsKnown) return OfFeatures(size.Value);
        var atoms = new List<Atom>();
        if (size.Offset != 0 || size.Factor < 1) throw new NotSupportedException($"an axis of the size {size} is not understood.");
        if (size.Factor > 1) atoms.Add(new Atom(Role.Feature, Dim.Of(size.Factor)));
        for (int i = 0; i < size.Batch; i++) atoms.Add(new Atom(Role.Batch, Dim.BatchSize));
        for (int i = 0; i < size.Steps; i++) atoms.Add(new Atom(Role.Time, Dim.StepCount));
        return new Axis(atoms);
    }

    public static Axis OfFeatures(long size) => size == 1 ? One : new Axis([new Atom(Role.Feature, Dim.Of(size))]);

    public bool SameAs(Axis other) => Atoms.SequenceEqual(other.Atoms);

    public override string ToString() => Atoms.Count == 0 ? "1" : string.Join("*", Atoms.Select(a => a.Role switch
    {
        Role.Time => a.Size.IsKnown ? $"{a.Size} steps" : a.Size.ToString(),
        Role.Batch => a.Size.IsKnown ? $"batch of {a.Size}" : "batch",
        _ => a.Size.ToString(),
    }));
}
