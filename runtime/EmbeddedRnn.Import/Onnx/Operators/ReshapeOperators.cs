using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Operators that regroup axes. Their atoms keep their order, so it is known what each new axis runs over.</summary>
internal static class ReshapeOperators
{
    public static IReadOnlyList<Value?> Reshape(Call call)
    {
        call.RequireInputs(2, 2);
        Value value = call.Required(0);
        Dim[] target = call.Integers(1).ToArray();
        bool zeroIsSize = call.Node.Int("allowzero", 0) != 0;
        for (int k = 0; k < target.Length; k++)
        {
            if (target[k] != Dim.Of(0) || zeroIsSize) continue;
            target[k] = k < value.Rank && value.Axes[k].Size is { } own ? own : throw Misfit(call, value, target);
        }
        return [value.With(Regroup(call, value, target))];
    }

    public static IReadOnlyList<Value?> Flatten(Call call)
    {
        call.RequireInputs(1, 1);
        Value value = call.Required(0);
        long axis = call.Node.Int("axis", 1);
        int split = axis == value.Rank ? value.Rank : call.Axis(axis, value.Rank);
        return [value.With([Merge(value.Axes.Take(split)), Merge(value.Axes.Skip(split))])];
    }

    public static IReadOnlyList<Value?> Expand(Call call)
    {
        call.RequireInputs(2, 2);
        Value value = call.Required(0);
        Dim[] target = call.Integers(1);
        int rank = Math.Max(value.Rank, target.Length);
        Axis[] own = Padded(value.Axes, rank);
        var axes = new Axis[rank];
        for (int k = 0; k < rank; k++)
        {
            int t = k - (rank - target.Length);
            if (t < 0 || target[t] == Dim.One || own[k].Size == target[t]) axes[k] = own[k];
            else if (own[k].IsOne && value is not SignalValue) axes[k] = Axis.Of(target[t]);
            else throw call.Error($"it expands {value.ShapeText} to [{string.Join(", ", target)}], which is not supported.");
        }
        int[] sizes = axes.Select(a => a.Features).ToArray();
        call.Spend(sizes.Aggregate(value is IntegerValue ? 10L : 2L, (product, s) => checked(product * s)));
        return [value.With(axes, Positions.Broadcast(own.Select(a => a.Features).ToArray(), sizes))];
    }

    /// <summary>The axes, with axes of size 1 before them.</summary>
    public static Axis[] Padded(IReadOnlyList<Axis> axes, int rank) => [.. Enumerable.Repeat(Axis.One, rank - axes.Count), .. axes];

    private static Axis Merge(IEnumerable<Axis> axes) => new(axes.SelectMany(a => a.Atoms).ToArray());

    private static Axis[] Regroup(Call call, Value value, Dim[] target)
    {
        int open = Array.FindIndex(target, d => d == Dim.Of(-1));
        if (open >= 0) target[open] = Rest(value, target, open) ?? throw Misfit(call, value, target);
        var atoms = new LinkedList<Atom>(value.Axes.SelectMany(a => a.Atoms));
        var axes = new Axis[target.Length];
        for (int k = 0; k < target.Length; k++)
        {
            var taken = new List<Atom>();
            for (Dim left = target[k]; left != Dim.One;)
            {
                if (atoms.First is not { Value: var atom }) throw Misfit(call, value, target);
                atoms.RemoveFirst();
                if (Dim.DivideExactly(left, atom.Size) is { } smaller)
                {
                    taken.Add(atom);
                    left = smaller;
                }
                else if (atom.Role == Role.Feature && left is { IsKnown: true, Offset: > 0 } && Dim.DivideExactly(atom.Size, left) is { } rest)
                {
                    taken.Add(atom with { Size = left });
                    atoms.AddFirst(atom with { Size = rest });
                    left = Dim.One;
                }
                else
                {
                    throw Misfit(call, value, target);
                }
            }
            axes[k] = new Axis(taken);
        }
        if (atoms.Count > 0) throw Misfit(call, value, target);
        return axes;
    }

    // What is left for -1: all atoms, divided by the other sizes.
    private static Dim? Rest(Value value, Dim[] target, int open)
    {
        Dim? rest = new Axis(value.Axes.SelectMany(a => a.Atoms).ToArray()).Size;
        for (int k = 0; k < target.Length; k++)
        {
            if (k != open) rest = rest is { } so ? Dim.DivideExactly(so, target[k]) : null;
        }
        return rest;
    }

    private static ImportException Misfit(Call call, Value value, Dim[] target) =>
        call.Error($"it reshapes {value.ShapeText} to [{string.Join(", ", target)}], which does not keep steps, batch and features apart, or does not fit.");
}
