using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Operators that take entries of an axis or put axes together.</summary>
internal static class SelectionOperators
{
    public static IReadOnlyList<Value?> Slice(Call call)
    {
        call.RequireInputs(1, 5);
        Value value = call.Required(0);
        Dim[] starts = call.IntegersOrAttribute(1, "starts") ?? throw call.Error("it has no starts.");
        Dim[] ends = call.IntegersOrAttribute(2, "ends") ?? throw call.Error("it has no ends.");
        long[] axes = call.KnownIntegersOrAttribute(3, "axes") ?? Enumerable.Range(0, starts.Length).Select(k => (long)k).ToArray();
        long[] steps = call.Optional(4) is null ? Enumerable.Repeat(1L, starts.Length).ToArray() : call.KnownIntegers(4);
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw call.Error("its starts, ends, axes and steps are not of one length.");
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = call.Axis(axes[i], value.Rank);
            value = value.Axes[axis].IsFeatures ? Slice(call, value, axis, starts[i], ends[i], steps[i]) : TimeSelection.Slice(call, value, axis, starts[i], ends[i], steps[i]);
        }
        return [value];
    }

    public static IReadOnlyList<Value?> Gather(Call call)
    {
        call.RequireInputs(2, 2);
        Value value = call.Required(0);
        if (call.Required(1) is not IntegerValue indices)
            throw call.Error("its indices are not constant: a table that is looked up by the network's input (an embedding) is not supported.");
        int axis = call.Axis(call.Node.Int("axis", 0), value.Rank);
        Axis[] axes = [.. value.Axes.Take(axis), .. indices.Axes, .. value.Axes.Skip(axis + 1)];
        if (!value.Axes[axis].IsFeatures) return [TimeSelection.Gather(call, value, axis, indices, axes)];
        int size = value.Axes[axis].Features;
        int[] entries = indices.Items.Select(d => Index(call, d, size)).ToArray();
        call.Spend((long)value.Count / Math.Max(1, size) * entries.Length * 2);
        return [value.With(axes, Positions.Picked(value.FeatureSizes, axis, entries))];
    }

    public static IReadOnlyList<Value?> Split(Call call)
    {
        call.RequireInputs(1, 2);
        Value value = call.Required(0);
        int axis = call.Axis(call.Node.Int("axis", 0), value.Rank);
        if (!value.Axes[axis].IsFeatures) throw call.Error($"it splits the axis '{value.Axes[axis]}'; only features can be split.");
        int size = value.Axes[axis].Features;
        int parts = call.Node.Outputs.Count;
        if (call.Node.Has("num_outputs") && call.Node.Int("num_outputs", 0) != parts) throw call.Error("its num_outputs is not the number of its outputs.");
        long[] sizes = call.KnownIntegersOrAttribute(1, "split") ?? Enumerable.Range(0, parts).Select(i => Even(size, parts, i)).ToArray();
        if (sizes.Length != parts || sizes.Any(s => s < 0 || s > size) || sizes.Sum() != size)
            throw call.Error(FormattableString.Invariant($"it splits {size} into {parts} parts of [{string.Join(", ", sizes)}], which does not fit."));
        var results = new List<Value?>();
        int start = 0;
        foreach (long part in sizes)
        {
            results.Add(Pick(call, value, axis, Enumerable.Range(start, (int)part).ToArray()));
            start += (int)part;
        }
        return results;
    }

    public static IReadOnlyList<Value?> Concat(Call call)
    {
        call.RequireInputs(1, int.MaxValue);
        Value[] parts = Enumerable.Range(0, call.Node.Inputs.Count).Select(call.Required).ToArray();
        if (!call.Node.Has("axis")) throw call.Error("it has no axis.");
        int axis = call.Axis(call.Node.Int("axis", 0), parts[0].Rank);
        foreach (Value part in parts)
        {
            bool fits = part.Rank == parts[0].Rank && part.Axes[axis].IsFeatures
                && Enumerable.Range(0, part.Rank).All(k => k == axis || part.Axes[k].SameAs(parts[0].Axes[k]));
            if (!fits) throw call.Error(FormattableString.Invariant($"it joins {parts[0].ShapeText} and {part.ShapeText} along axis {axis}: only features, directions and layers can be joined, and the other axes must be equal."));
        }
        if (parts.Length == 1) return [parts[0]];
        call.Spend(parts.Sum(p => (long)p.Count) * (parts[0] is IntegerValue ? 12 : 4));
        Value pool = parts[0].Pool(parts[1..]) ?? throw call.Error("it joins constants and what is computed from the network's input, or signals of different lengths, which is not supported.");
        Axis[] axes = [.. parts[0].Axes];
        axes[axis] = Axis.OfFeatures(parts.Sum(p => (long)p.Axes[axis].Features));
        return [pool.With(axes, Positions.Joined(parts.Select(p => p.FeatureSizes).ToArray(), axis))];
    }

    private static Value Slice(Call call, Value value, int axis, Dim start, Dim end, long step)
    {
        long size = value.Axes[axis].Features;
        if (step == 0) throw call.Error("its step is 0.");
        if (!start.IsKnown || !end.IsKnown) throw call.Error("it takes a part of the features that depends on the size of the network's input.");
        long from = start.Value < 0 ? start.Value + size : start.Value;
        long to = end.Value < 0 ? Math.Max(end.Value, -size - 1) + size : end.Value;
        from = step > 0 ? Math.Clamp(from, 0, size) : Math.Clamp(from, 0, Math.Max(0, size - 1));
        to = step > 0 ? Math.Clamp(to, 0, size) : Math.Clamp(to, -1, size);
        step = Math.Clamp(step, -size - 1, size + 1);
        var entries = new List<int>();
        for (long at = from; step > 0 ? at < to : at > to; at += step) entries.Add((int)at);
        return entries.Count == size && step == 1 ? value : Pick(call, value, axis, entries.ToArray());
    }

    private static Value Pick(Call call, Value value, int axis, int[] entries)
    {
        if (entries.Length == 0) throw call.Error($"it takes nothing of a tensor of the shape {value.ShapeText}.");
        call.Spend((long)value.Count / Math.Max(1, value.Axes[axis].Features) * entries.Length * 2);
        Axis[] axes = [.. value.Axes];
        axes[axis] = Axis.OfFeatures(entries.Length);
        return value.With(axes, Positions.Picked(value.FeatureSizes, axis, entries));
    }

    private static int Index(Call call, Dim index, int size)
    {
        if (!index.IsKnown) throw call.Error("it takes an entry that depends on the size of the network's input.");
        if (index.Value < -size || index.Value >= size) throw call.Error(FormattableString.Invariant($"it takes the entry {index.Value} of {size}."));
        return (int)(index.Value < 0 ? index.Value + size : index.Value);
    }

    // Equal parts; the last is smaller where they cannot be.
    private static long Even(int size, int parts, int index)
    {
        int each = (size + parts - 1) / Math.Max(1, parts);
        return Math.Clamp(size - (long)index * each, 0, each);
    }
}
