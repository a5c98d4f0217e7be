using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Operators that make constants, also such as depend on the batch and the number of steps.</summary>
internal static class ShapeOperators
{
    public static IReadOnlyList<Value?> Shape(Call call)
    {
        call.RequireInputs(1, 1);
        Value value = call.Required(0);
        var sizes = new Dim[value.Rank];
        for (int k = 0; k < sizes.Length; k++)
            sizes[k] = value.Axes[k].Size ?? throw call.Error($"its input has the shape {value.ShapeText}, whose sizes are not understood.");
        int start = Clamp(call.Node.Int("start", 0), sizes.Length);
        int end = Math.Max(start, Clamp(call.Node.Int("end", sizes.Length), sizes.Length));
        return [new IntegerValue([Axis.OfFeatures(end - start)], sizes[start..end])];
    }

    public static IReadOnlyList<Value?> Constant(Call call)
    {
        call.RequireInputs(0, 0);
        Node node = call.Node;
        if (node.Tensor("value") is { } tensor) return [tensor];
        if (node.FloatOrNull("value_float") is { } number) return [Floats(call, [], [number])];
        if (node.Floats("value_floats") is { } numbers) return [Floats(call, [Axis.OfFeatures(numbers.Count)], numbers.ToArray())];
        if (node.Has("value_int")) return [new IntegerValue([], [Dim.Of(node.Int("value_int", 0))])];
        if (node.Ints("value_ints") is { } integers) return [new IntegerValue([Axis.OfFeatures(integers.Count)], integers.Select(Dim.Of).ToArray())];
        throw call.Error("it has none of the attributes value, value_float, value_floats, value_int and value_ints.");
    }

    public static IReadOnlyList<Value?> ConstantOfShape(Call call)
    {
        call.RequireInputs(1, 1);
        Axis[] axes = call.Integers(0).Select(Axis.Of).ToArray();
        long count = axes.Aggregate(1L, (product, a) => checked(product * a.Features));
        call.Spend(count);
        switch (call.Node.Tensor("value"))
        {
            case null:
                return [new FloatValue(axes, new float[count])];
            case FloatValue { Items: [var number] }:
                return [new FloatValue(axes, Enumerable.Repeat(number, (int)count).ToArray())];
            case IntegerValue { Items: [var integer] }:
                call.Spend(8 * count);
                return [new IntegerValue(axes, Enumerable.Repeat(integer, (int)count).ToArray())];
            default:
                throw call.Error("its attribute 'value' must hold one number.");
        }
    }

    /// <summary>What PyTorch writes for version 7 and 8, which have no ConstantOfShape.</summary>
    public static IReadOnlyList<Value?> ConstantFill(Call call)
    {
        const long Float = 1;
        call.RequireInputs(1, 1);
        if (call.Node.Int("input_as_shape", 0) != 1 || call.Node.Int("dtype", Float) != Float || call.Node.Ints("extra_shape") is { Count: > 0 })
            throw call.Error("it is supported only with its input as the shape, and for float.");
        Axis[] axes = call.Integers(0).Select(Axis.Of).ToArray();
        long count = axes.Aggregate(1L, (product, a) => checked(product * a.Features));
        call.Spend(count);
        return [call.RequireFinite(new FloatValue(axes, Enumerable.Repeat(call.Node.Float("value", 0), (int)count).ToArray()))];
    }

    /// <summary>Whether sizes are equal, as a part of the arithmetic on shapes.</summary>
    public static IReadOnlyList<Value?> Equal(Call call)
    {
        call.RequireInputs(2, 2);
        Dim[] a = call.Integers(0), b = call.Integers(1);
        int count = Length(call, a, b);
        // A size that is not known is at least 1.
        bool Differ(Dim x, Dim y) => x.IsKnown && y.IsKnown ? x != y
            : (x.IsKnown ? y : x).Offset >= 0 && (x.IsKnown ? x : y) is { IsKnown: true, Offset: < 1 } ? true
            : throw call.Error($"it compares {x} and {y}, which is known only when the network runs.");
        return [new IntegerValue(LongerAxes(call, 0, 1), Enumerable.Range(0, count)
            .Select(i => (x: a[i % a.Length], y: b[i % b.Length])).Select(p => Dim.Of(p.x != p.y && Differ(p.x, p.y) ? 0 : 1)).ToArray())];
    }

    /// <summary>A choice between sizes, as a part of the arithmetic on shapes.</summary>
    public static IReadOnlyList<Value?> Where(Call call)
    {
        call.RequireInputs(3, 3);
        long[] condition = call.KnownIntegers(0);
        Dim[] yes = call.Integers(1), no = call.Integers(2);
        int count = Math.Max(Length(call, yes, no), condition.Length);
        if (condition.Length != count && condition.Length != 1) throw call.Error("its inputs are not of one length.");
        if (yes.Length != count || no.Length != count) throw call.Error("its inputs are not of one length.");
        return [new IntegerValue([.. call.Required(1).Axes], Enumerable.Range(0, count).Select(i => condition[i % condition.Length] != 0 ? yes[i] : no[i]).ToArray())];
    }

    private static Axis[] LongerAxes(Call call, int first, int second)
    {
        Value a = call.Required(first), b = call.Required(second);
        return [.. (a.Rank >= b.Rank && a.Count >= b.Count ? a : b).Axes];
    }

    private static int Length(Call call, Dim[] a, Dim[] b)
    {
        if (a.Length == 0 || b.Length == 0 || (a.Length != b.Length && a.Length != 1 && b.Length != 1)) throw call.Error("its inputs are not of one length.");
        call.Spend(8L * Math.Max(a.Length, b.Length));
        return Math.Max(a.Length, b.Length);
    }

    private static FloatValue Floats(Call call, Axis[] axes, float[] items)
    {
        call.Spend(items.Length);
        return call.RequireFinite(new FloatValue(axes, items));
    }

    private static int Clamp(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
}
