using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// A tensor of the graph as far as it is known when the file is read: axes, and items for all positions of its features,
/// row-major. Along time and batch the items are the same, so operators that move axes and pick entries are written once.
/// </summary>
internal abstract class Value(Axis[] axes)
{
    public IReadOnlyList<Axis> Axes { get; } = axes;

    public int Rank => Axes.Count;

    /// <summary>Number of items: the product of all features.</summary>
    public abstract int Count { get; }

    public int[] FeatureSizes => Axes.Select(a => a.Features).ToArray();

    /// <summary>[steps, batch, 5], for messages.</summary>
    public string ShapeText => $"[{string.Join(", ", Axes)}]";

    /// <summary>The same items, or those named, in their new order, with other axes.</summary>
    public abstract Value With(Axis[] axes, int[]? take = null);

    /// <summary>A value whose items are this one's and then the others', for a concatenation to take from; null where the kinds do not go together.</summary>
    public abstract Value? Pool(IReadOnlyList<Value> others);

    private protected static T[] Take<T>(T[] items, int[]? take)
    {
        if (take is null) return items;
        var taken = new T[take.Length];
        for (int i = 0; i < take.Length; i++) taken[i] = items[take[i]];
        return taken;
    }
}

/// <summary>Floating-point constants.</summary>
internal sealed class FloatValue(Axis[] axes, float[] items) : Value(axes)
{
    /// <summary>Shared; never changed.</summary>
    public float[] Items { get; } = items;

    public override int Count => Items.Length;

    public override Value With(Axis[] axes, int[]? take = null) => new FloatValue(axes, Take(Items, take));

    public override Value? Pool(IReadOnlyList<Value> others) =>
        others.All(o => o is FloatValue) ? new FloatValue([], [.. Items, .. others.SelectMany(o => ((FloatValue)o).Items)]) : null;
}

/// <summary>Integers: shapes, indices, and what is computed from them.</summary>
internal sealed class IntegerValue(Axis[] axes, Dim[] items) : Value(axes)
{
    public Dim[] Items { get; } = items;

    public override int Count => Items.Length;

    public override Value With(Axis[] axes, int[]? take = null) => new IntegerValue(axes, Take(Items, take));

    public override Value? Pool(IReadOnlyList<Value> others) =>
        others.All(o => o is IntegerValue) ? new IntegerValue([], [.. Items, .. others.SelectMany(o => ((IntegerValue)o).Items)]) : null;
}

/// <summary>
/// What the network computes: each item is an index into the features of a <see cref="Flow"/>. Zeros may stand before and after
/// the sequence, which a convolution then takes in.
/// </summary>
internal sealed class SignalValue(Axis[] axes, Flow flow, int[] items) : Value(axes)
{
    public Flow Flow { get; } = flow;

    public int[] Items { get; } = items;

    /// <summary>Steps of zeros before the sequence.</summary>
    public long PadBefore { get; init; }

    /// <summary>Steps of zeros after the sequence.</summary>
    public long PadAfter { get; init; }

    /// <summary>Steps after the sequence that a convolution computed and that must be cut off.</summary>
    public long Surplus { get; init; }

    /// <summary>True where its time axis is the network's own.</summary>
    public bool IsAligned => PadBefore == 0 && PadAfter == 0 && Surplus == 0;

    public override int Count => Items.Length;

    /// <summary>All features of a flow, over axes that have as many.</summary>
    public static SignalValue Of(Axis[] axes, Flow flow) => new(axes, flow, Enumerable.Range(0, flow.Size).ToArray());

    public override Value With(Axis[] axes, int[]? take = null) =>
        new SignalValue(axes, Flow, Take(Items, take)) { PadBefore = PadBefore, PadAfter = PadAfter, Surplus = Surplus };

    public SignalValue Over(Axis[] axes, Flow flow) => new(axes, flow, Enumerable.Range(0, flow.Size).ToArray()) { Surplus = Surplus };

    public override Value? Pool(IReadOnlyList<Value> others)
    {
        if (PadBefore != 0 || PadAfter != 0 || others.Any(o => o is not SignalValue s || s.PadBefore != 0 || s.PadAfter != 0 || s.Surplus != Surplus)) return null;
        SignalValue[] parts = [this, .. others.Cast<SignalValue>()];
        Flow joined = JoinedFlow.Of(parts.Select(p => p.Flow).ToArray());
        var items = new List<int>();
        int offset = 0;
        foreach (SignalValue part in parts)
        {
            foreach (int item in part.Items) items.Add(offset + item);
            offset += part.Flow.Size;
        }
        return new SignalValue([], joined, items.ToArray()) { Surplus = Surplus };
    }
}
