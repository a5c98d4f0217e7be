using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Operators that compute nothing: the items stay, the axes may move.</summary>
internal static class ViewOperators
{
    private const int Float = 1, Int32 = 6, Int64 = 7, Double = 11;

    public static IReadOnlyList<Value?> Identity(Call call)
    {
        call.RequireInputs(1, 1);
        return [call.Required(0)];
    }

    public static IReadOnlyList<Value?> Dropout(Call call)
    {
        call.RequireInputs(1, 3);
        call.Node.Ignore("ratio", "seed");
        if (call.Optional(2) is { } training && training is not IntegerValue { Items: [{ IsKnown: true, Offset: 0 }] })
            throw call.Error("it is exported in training mode, where it drops values; call eval() on the network before the export.");
        // The second output, the mask, is not given: whoever takes it is refused.
        return [call.Required(0)];
    }

    public static IReadOnlyList<Value?> Cast(Call call)
    {
        call.RequireInputs(1, 1);
        call.Node.Ignore("saturate");
        long to = call.Node.Int("to", 0);
        switch (call.Required(0))
        {
            case SignalValue { Flow: InputFlow { Use: InputUse.Lengths } } lengths when to is Int32 or Int64:
                return [lengths];
            case SignalValue { Flow: not InputFlow { Use: InputUse.Lengths } } signal when to is Float or Double:
                return [signal];
            case FloatValue floats when to is Float or Double:
                return [floats];
            case IntegerValue integers when to is Int32 or Int64:
                return [integers];
            case IntegerValue integers when to is Float or Double && integers.Items.All(i => i.IsKnown):
                return [new FloatValue([.. integers.Axes], Array.ConvertAll(integers.Items, i => (float)i.Value))];
            case FloatValue floats when to is Int32 or Int64 && floats.Items.All(v => Math.Abs(v) < int.MaxValue):
                call.Spend(8L * floats.Count);
                return [new IntegerValue([.. floats.Axes], Array.ConvertAll(floats.Items, v => Dim.Of((long)v)))];
            default:
                throw call.Error($"it converts to {ElementType.NameOf((int)Math.Clamp(to, -1, 1000))}, which is not supported for {call.Input(0)}.");
        }
    }

    public static IReadOnlyList<Value?> Transpose(Call call)
    {
        call.RequireInputs(1, 1);
        Value value = call.Required(0);
        int[] order = call.Node.Ints("perm") is { } given
            ? given.Select(a => call.Axis(a, value.Rank)).ToArray()
            : Enumerable.Range(0, value.Rank).Reverse().ToArray();
        if (order.Length != value.Rank || order.Distinct().Count() != order.Length)
            throw call.Error($"its perm [{string.Join(", ", order)}] does not fit its input of the shape {value.ShapeText}.");
        call.Spend(2L * value.Count);
        return [value.With(order.Select(k => value.Axes[k]).ToArray(), Positions.Transposed(value.FeatureSizes, order))];
    }

    public static IReadOnlyList<Value?> Squeeze(Call call)
    {
        call.RequireInputs(1, 2);
        Value value = call.Required(0);
        int[] removed = call.KnownIntegersOrAttribute(1, "axes") is { } axes
            ? axes.Select(a => call.Axis(a, value.Rank)).ToArray()
            : Enumerable.Range(0, value.Rank).Where(k => value.Axes[k].IsOne).ToArray();
        foreach (int k in removed)
        {
            if (!value.Axes[k].IsOne) throw call.Error(FormattableString.Invariant($"it removes axis {k} of the shape {value.ShapeText}, which is not of size 1."));
        }
        return [value.With(value.Axes.Where((_, k) => !removed.Contains(k)).ToArray())];
    }

    public static IReadOnlyList<Value?> Unsqueeze(Call call)
    {
        const int MostDimensions = 16;
        call.RequireInputs(1, 2);
        Value value = call.Required(0);
        long[] given = call.KnownIntegersOrAttribute(1, "axes") ?? throw call.Error("it does not say which axes it adds.");
        int rank = value.Rank + given.Length;
        if (rank > MostDimensions) throw call.Error(FormattableString.Invariant($"it makes a tensor of {rank} dimensions."));
        int[] added = given.Select(a => call.Axis(a, rank)).ToArray();
        if (added.Distinct().Count() != added.Length) throw call.Error("it adds an axis twice.");
        int next = 0;
        return [value.With(Enumerable.Range(0, rank).Select(k => added.Contains(k) ? Axis.One : value.Axes[next++]).ToArray())];
    }
}
