using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Products with constant matrices: dense layers.</summary>
internal static class LinearOperators
{
    public static IReadOnlyList<Value?> MatMul(Call call)
    {
        call.RequireInputs(2, 2);
        if (call.Required(0) is FloatValue) throw call.Error("it multiplies a constant by the network's signal; only the signal times a constant matrix is supported.");
        SignalValue signal = call.Signal(0);
        if (call.Required(1) is SignalValue) throw call.Error("it multiplies two signals, which is not supported.");
        FloatValue weights = call.Constants(1);
        Axis[] axes = [.. weights.Axes.SkipWhile((a, k) => a.IsOne && weights.Rank - k > 2)];
        if (axes.Length != 2) throw call.Error($"{call.Input(1)} has the shape {weights.ShapeText}, but must be a matrix.");
        return [Dense(call, signal, Transposed(call, (FloatValue)weights.With(axes)), null)];
    }

    public static IReadOnlyList<Value?> Gemm(Call call)
    {
        call.RequireInputs(2, 3);
        SignalValue signal = call.Signal(0);
        if (signal.Rank != 2 || call.Node.Int("transA", 0) != 0)
            throw call.Error($"its first input has the shape {signal.ShapeText}; it must have two dimensions, the features last, and not be transposed.");
        FloatValue weights = call.Constants(1);
        if (weights.Rank != 2) throw call.Error($"{call.Input(1)} has the shape {weights.ShapeText}, but must be a matrix.");
        if (call.Node.Int("transB", 0) == 0) weights = Transposed(call, weights);
        weights = Scaled(call, weights, call.Node.Float("alpha", 1));
        float beta = call.Node.Float("beta", 1);
        FloatValue? bias = call.OptionalConstants(2) is { } c ? Scaled(call, Bias(call, c, weights.Axes[0].Features), beta) : null;
        return [Dense(call, signal, weights, bias?.Items)];
    }

    // weights: [O, I].
    private static SignalValue Dense(Call call, SignalValue signal, FloatValue weights, float[]? bias)
    {
        int outputs = weights.Axes[0].Features;
        int inputs = weights.Axes[1].Features;
        if (weights.Axes.Any(a => !a.IsFeatures)) throw call.Error("its matrix depends on the size of the network's input.");
        if (signal.Rank == 0 || !signal.Axes[^1].IsFeatures || signal.Axes[^1].Features != signal.Count)
            throw call.Error($"its input has the shape {signal.ShapeText}; the features of a step must be its last axis, and nothing else.");
        if (inputs != signal.Count)
            throw call.Error(FormattableString.Invariant($"its matrix takes {inputs} values and gives {outputs}, but its input {signal.ShapeText} has {signal.Count} features."));
        Flow flow = FlowBuilder.Materialise(signal, call.Node);
        Flow dense = FlowBuilder.Apply(flow, () => new DenseLayer(
            new Tensor(TensorNames.Weights, outputs, inputs, weights.Items),
            bias is null ? null : new Tensor(TensorNames.Bias, 1, outputs, bias)), call.Node);
        return signal.Over([.. signal.Axes.SkipLast(1), Axis.OfFeatures(outputs)], dense);
    }

    private static FloatValue Bias(Call call, FloatValue bias, int outputs)
    {
        bool fits = bias.Rank <= 2 && bias.Axes.SkipLast(1).All(a => !a.IsFeatures || a.IsOne) && (bias.Count == outputs || bias.Count == 1);
        if (!fits) throw call.Error(FormattableString.Invariant($"{call.Input(2)} has the shape {bias.ShapeText}, but must be a bias of {outputs} values."));
        return bias.Count == outputs ? bias : new FloatValue([], Enumerable.Repeat(bias.Items[0], outputs).ToArray());
    }

    private static FloatValue Scaled(Call call, FloatValue value, float factor)
    {
        if (factor == 1) return value;
        call.Spend(value.Count);
        return call.RequireFinite(new FloatValue([.. value.Axes], Array.ConvertAll(value.Items, v => v * factor)));
    }

    private static FloatValue Transposed(Call call, FloatValue matrix)
    {
        call.Spend(2L * matrix.Count);
        return (FloatValue)matrix.With([matrix.Axes[1], matrix.Axes[0]], Positions.Transposed(matrix.FeatureSizes, [1, 0]));
    }
}
