using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Convolution over time, and the zeros that a network puts around the sequence before it. With L zeros before and R after, output t
/// sees the inputs t - L to t - L + span, where span = (K - 1) * dilation. The number of steps stays where L + R = span; where there
/// are more, the surplus must be cut off at the end, as causal networks do.
/// </summary>
internal static class ConvolutionOperator
{
    private const long MostSteps = 1 << 20;

    public static IReadOnlyList<Value?> Conv(Call call)
    {
        call.RequireInputs(2, 3);
        SignalValue signal = call.Signal(0);
        if (signal.Rank != 3 || signal.Surplus != 0 || !signal.Axes[0].IsBatchOrOne || !signal.Axes[1].IsFeatures || !signal.Axes[2].IsTime)
            throw call.Error($"its input has the shape {signal.ShapeText}; convolutions over time alone are supported: [batch, features, steps].");
        FloatValue weights = call.Constants(1);
        if (weights.Rank != 3 || weights.Axes.Any(a => !a.IsFeatures))
            throw call.Error($"{call.Input(1)} has the shape {weights.ShapeText}, but must be [outputs, inputs / groups, kernel].");
        (int outputs, int kernel) = (weights.Axes[0].Features, weights.Axes[2].Features);
        int dilation = (int)Math.Min(Single(call, "dilations"), MostSteps);
        if (Single(call, "strides") != 1) throw call.Error("it has a stride, which leaves steps out; a stride of 1 is supported.");
        if (call.Node.Ints("kernel_shape") is { } shape && !shape.SequenceEqual([kernel]))
            throw call.Error(FormattableString.Invariant($"its kernel_shape is [{string.Join(", ", shape)}], but {call.Input(1)} has a kernel of {kernel}."));
        int groups = (int)Math.Clamp(call.Node.Int("group", 1), 0, int.MaxValue);
        if (groups < 1 || (long)groups * weights.Axes[1].Features != signal.Count)
        {
            throw call.Error(FormattableString.Invariant(
                $"{call.Input(1)} takes {weights.Axes[1].Features} inputs for each of {groups} groups, but its input has {signal.Count} features."));
        }
        float[]? bias = Bias(call, outputs);
        long span = (kernel - 1L) * dilation;
        (long left, long surplus) = Shift(call, signal, span);

        Flow flow = FlowBuilder.Materialise(new SignalValue([.. signal.Axes], signal.Flow, signal.Items), call.Node);
        if (flow.IsPadded) throw call.Error("it runs over sequences that have their own lengths (sequence_lens), whose ends it would not see.");
        Flow result = FlowBuilder.Apply(flow, () => new Conv1dLayer(
            flow.Size, kernel, new Tensor(TensorNames.Weights, outputs, weights.Count / outputs, weights.Items),
            bias is null ? null : new Tensor(TensorNames.Bias, 1, outputs, bias), dilation, groups, (int)(span - left)), call.Node);
        Axis time = Longer(signal.Axes[2], surplus - signal.PadBefore - signal.PadAfter);
        return [new SignalValue([signal.Axes[0], Axis.OfFeatures(outputs), time], result, Enumerable.Range(0, outputs).ToArray()) { Surplus = surplus }];
    }

    public static IReadOnlyList<Value?> Pad(Call call)
    {
        call.RequireInputs(1, 4);
        SignalValue signal = call.Signal(0);
        if (call.Node.Text("mode") is { } mode && mode != "constant") throw call.Error($"it pads by '{Printable.Name(mode)}'; only zeros are supported.");
        float value = call.Node.Float("value", 0);
        if (call.OptionalConstants(2) is { } given) value = given.Count == 1 ? given.Items[0] : throw call.Error("its value must be one number.");
        if (value != 0) throw call.Error(FormattableString.Invariant($"it pads with {value}; only zeros are supported."));
        long[] pads = call.KnownIntegersOrAttribute(1, "pads") ?? throw call.Error("it has no pads.");
        int[] axes = call.Optional(3) is null ? Enumerable.Range(0, signal.Rank).ToArray() : call.KnownIntegers(3).Select(a => call.Axis(a, signal.Rank)).ToArray();
        if (pads.Length != 2 * axes.Length) throw call.Error(FormattableString.Invariant($"it has {pads.Length} pads, but must have {2 * axes.Length}: two for each axis."));
        for (int i = 0; i < axes.Length; i++) signal = Padded(call, signal, axes[i], pads[i], pads[axes.Length + i]);
        return [signal];
    }

    private static SignalValue Padded(Call call, SignalValue signal, int axis, long before, long after)
    {
        if (before == 0 && after == 0) return signal;
        if (!signal.Axes[axis].IsTime || signal.Surplus != 0 || before is < 0 or > MostSteps || after is < 0 or > MostSteps)
            throw call.Error($"it pads the axis '{signal.Axes[axis]}' of {signal.ShapeText}; only time can be padded, before a convolution.");
        Axis[] axes = [.. signal.Axes];
        axes[axis] = Longer(axes[axis], before + after);
        return new SignalValue(axes, signal.Flow, signal.Items) { PadBefore = signal.PadBefore + before, PadAfter = signal.PadAfter + after };
    }

    private static (long Left, long Surplus) Shift(Call call, SignalValue signal, long span)
    {
        (long left, long right) = Zeros(call, span);
        left += signal.PadBefore;
        long surplus = left + right + signal.PadAfter - span;
        if (surplus < 0) throw call.Error(FormattableString.Invariant($"it gives {-surplus} steps fewer than go in; pad its input with {span} zeros in all."));
        if (left > span) throw call.Error(FormattableString.Invariant($"it has {left} zeros before the sequence, but reaches back {span} steps only."));
        return (left, surplus);
    }

    // Zeros before and after, from pads or auto_pad.
    private static (long Left, long Right) Zeros(Call call, long span)
    {
        IReadOnlyList<long> pads = call.Node.Ints("pads") ?? [0, 0];
        if (pads.Count != 2 || pads.Any(p => p is < 0 or > MostSteps)) throw call.Error($"its pads [{string.Join(", ", pads)}] must be two numbers from 0 on.");
        return call.Node.Text("auto_pad") switch
        {
            null or "" or "NOTSET" => (pads[0], pads[1]),
            "VALID" => (0, 0),
            "SAME_UPPER" => (span / 2, span - span / 2),
            "SAME_LOWER" => (span - span / 2, span / 2),
            { } other => throw call.Error($"its auto_pad '{Printable.Name(other)}' is not known."),
        };
    }

    private static float[]? Bias(Call call, int outputs)
    {
        if (call.OptionalConstants(2) is not { } bias) return null;
        if (bias.Count == outputs && bias.Axes.All(a => a.IsFeatures)) return bias.Items;
        throw call.Error(FormattableString.Invariant($"{call.Input(2)} has the shape {bias.ShapeText}, but must be a bias of {outputs} values."));
    }

    private static Axis Longer(Axis time, long steps)
    {
        Dim size = time.Atoms[0].Size;
        return new Axis([new Atom(Role.Time, size with { Offset = size.Offset + steps })]);
    }

    private static long Single(Call call, string name)
    {
        IReadOnlyList<long>? given = call.Node.Ints(name);
        if (given is null) return 1;
        return given.Count == 1 && given[0] > 0 ? given[0] : throw call.Error($"its {name} [{string.Join(", ", given)}] must be one number from 1 on.");
    }
}
