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

    private static FloatValue Floats(Call call, Axis[] axes, float[] items)
    {
        call.Spend(items.Length);
        return call.RequireFinite(new FloatValue(axes, items));
    }

    private static int Clamp(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
}
