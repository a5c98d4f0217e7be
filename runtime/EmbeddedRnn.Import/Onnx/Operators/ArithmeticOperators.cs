using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Arithmetic, value by value. On constants and shapes it is computed; a signal and a constant become a bias or a scale and
/// shift; two signals can only be added, as a connection around layers.
/// </summary>
internal static class ArithmeticOperators
{
    public static IReadOnlyList<Value?> Add(Call call) => Run(call, (a, b) => a + b, Dim.Add, (constant, _) => (1, constant));

    public static IReadOnlyList<Value?> Subtract(Call call) =>
        Run(call, (a, b) => a - b, Dim.Subtract, (constant, signalFirst) => signalFirst ? (1, -constant) : (-1, constant));

    public static IReadOnlyList<Value?> Multiply(Call call) => Run(call, (a, b) => a * b, Dim.Multiply, (constant, _) => (constant, 0));

    public static IReadOnlyList<Value?> Divide(Call call) =>
        Run(call, (a, b) => a / b, Quotient, (constant, signalFirst) => signalFirst ? (1 / constant, 0) : null);

    private static IReadOnlyList<Value?> Run(
        Call call, Func<double, double, double> floats, Func<Dim, Dim, Dim?> integers, Func<double, bool, (double Scale, double Shift)?> affine)
    {
        call.RequireInputs(2, 2);
        switch (call.Required(0), call.Required(1))
        {
            case (FloatValue a, FloatValue b):
                return [call.RequireFinite(new FloatValue(Common(call, a, b), Combine(call, a, b, a.Items, b.Items, (x, y) => (float)floats(x, y))))];
            case (IntegerValue a, IntegerValue b):
                return [new IntegerValue(Common(call, a, b), Combine(call, a, b, a.Items, b.Items, (x, y) =>
                    integers(x, y) ?? throw call.Error($"it computes with {x} and {y}, which is not understood.")))];
            case (SignalValue signal, FloatValue constant):
                return [Affine(call, signal, constant, c => affine(c, true))];
            case (FloatValue constant, SignalValue signal):
                return [Affine(call, signal, constant, c => affine(c, false))];
            case (SignalValue a, SignalValue b) when call.Node.Operator == "Add":
                return [Sum(call, a, b)];
            case (SignalValue, SignalValue):
                throw call.Error("it combines two signals, which is supported for Add alone (a connection around layers).");
            default:
                throw call.Error("its inputs are of different types.");
        }
    }

    private static SignalValue Sum(Call call, SignalValue a, SignalValue b)
    {
        bool same = a.Rank == b.Rank && a.Axes.Zip(b.Axes).All(p => p.First.SameAs(p.Second)) && a.Surplus == b.Surplus;
        if (!same) throw call.Error($"it adds signals of the shapes {a.ShapeText} and {b.ShapeText}, which must be equal.");
        Flow first = FlowBuilder.Materialise(a, call.Node);
        Flow second = FlowBuilder.Materialise(b, call.Node);
        return a.Over([.. a.Axes], FlowBuilder.Sum(first, second, call.Node));
    }

    private static SignalValue Affine(Call call, SignalValue signal, FloatValue constant, Func<double, (double Scale, double Shift)?> affine)
    {
        float[] each = Each(call, signal, constant);
        call.Spend(2L * each.Length);
        Flow flow = FlowBuilder.Materialise(signal, call.Node);
        var scale = new float[each.Length];
        var shift = new float[each.Length];
        for (int i = 0; i < each.Length; i++)
        {
            (double by, double plus) = affine(each[i]) ?? throw call.Error("it divides a constant by what is computed from the network's input, which is not supported.");
            (scale[i], shift[i]) = ((float)by, (float)plus);
        }
        call.RequireFinite(new FloatValue([], scale));
        return signal.Over([.. signal.Axes], Shifted(call, flow, scale, shift));
    }

    // A bias behind a dense layer is part of it, as exporters write nn.Linear on three dimensions.
    private static Flow Shifted(Call call, Flow flow, float[] scale, float[] shift)
    {
        if (scale.All(s => s == 1) && flow is LayerFlow { Layer: DenseLayer { Bias: null } dense, Parent: var parent })
            return FlowBuilder.Apply(parent, () => new DenseLayer(dense.Weights, new Tensor(TensorNames.Bias, 1, shift.Length, shift)), call.Node);
        return FlowBuilder.Apply(flow, () => new AffineLayer(
            new Tensor(TensorNames.Scale, 1, scale.Length, scale), new Tensor(TensorNames.Shift, 1, shift.Length, shift)), call.Node);
    }

    /// <summary>The constant for each of the signal's items.</summary>
    public static float[] Each(Call call, SignalValue signal, FloatValue constant)
    {
        Axis[] axes = [.. constant.Axes.SkipWhile((a, k) => a.IsOne && constant.Rank - k > signal.Rank)];
        if (axes.Length > signal.Rank) throw Misfit(call, signal, constant);
        axes = ReshapeOperators.Padded(axes, signal.Rank);
        for (int k = 0; k < axes.Length; k++)
        {
            Axis own = signal.Axes[k];
            bool fits = axes[k].IsOne || axes[k].SameAs(own) || (axes[k].IsFeatures && own.IsFeatures && own.Features == axes[k].Features);
            if (!fits) throw Misfit(call, signal, constant);
        }
        int[] positions = Positions.Broadcast(axes.Select(a => a.Features).ToArray(), signal.FeatureSizes);
        return Array.ConvertAll(positions, p => constant.Items[p]);
    }

    private static Axis[] Common(Call call, Value a, Value b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        var axes = new Axis[rank];
        Axis[] first = ReshapeOperators.Padded(a.Axes, rank);
        Axis[] second = ReshapeOperators.Padded(b.Axes, rank);
        for (int k = 0; k < rank; k++)
        {
            bool same = first[k].SameAs(second[k]) || (first[k].IsFeatures && second[k].IsFeatures && first[k].Features == second[k].Features);
            axes[k] = first[k].IsOne ? second[k] : same || second[k].IsOne ? first[k] : throw Misfit(call, a, b);
        }
        return axes;
    }

    private static T[] Combine<T>(Call call, Value a, Value b, T[] x, T[] y, Func<T, T, T> combine)
    {
        int[] sizes = Common(call, a, b).Select(s => s.Features).ToArray();
        call.Spend(sizes.Aggregate(a is IntegerValue ? 12L : 4L, (product, s) => checked(product * s)));
        int[] fromA = Positions.Broadcast(ReshapeOperators.Padded(a.Axes, sizes.Length).Select(s => s.Features).ToArray(), sizes);
        int[] fromB = Positions.Broadcast(ReshapeOperators.Padded(b.Axes, sizes.Length).Select(s => s.Features).ToArray(), sizes);
        var result = new T[fromA.Length];
        for (int i = 0; i < result.Length; i++) result[i] = combine(x[fromA[i]], y[fromB[i]]);
        return result;
    }

    // Whole numbers are divided towards zero.
    private static Dim? Quotient(Dim a, Dim b) =>
        a.IsKnown && b is { IsKnown: true, Offset: not 0 } ? Dim.Of(checked(a.Value / b.Value)) : Dim.DivideExactly(a, b);

    private static ImportException Misfit(Call call, Value a, Value b) =>
        call.Error($"its inputs have the shapes {a.ShapeText} and {b.ShapeText}, which do not fit.");
}
