using System;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>What may be taken of the time steps or the batch: all, the last step, or all but a convolution's surplus.</summary>
internal static class TimeSelection
{
    public static Value Slice(Call call, Value value, int axis, Dim start, Dim end, long step)
    {
        Dim size = value.Axes[axis].Size ?? throw Refused(call, value, axis);
        Dim from = FromStart(start, size);
        Dim to = FromStart(end, size);
        // "To the end" is written as a number that is larger than any size.
        if (to.IsKnown && (size.IsKnown ? to.Value > size.Value : to.Value > int.MaxValue / 2)) to = size;
        if (step == 1 && from == Dim.Of(0) && to == size) return value;
        if (step != 1 || value is not SignalValue signal || !value.Axes[axis].IsTime) throw Refused(call, value, axis);
        if (signal.Surplus > 0 && from == Dim.Of(0) && to == Less(size, signal.Surplus)) return WithoutSurplus(signal, axis, to);
        if (signal.IsAligned && to == size && from == Less(size, 1)) return Last(call, signal, [.. signal.Axes.Select((a, k) => k == axis ? Axis.One : a)]);
        throw Refused(call, value, axis);
    }

    public static Value Gather(Call call, Value value, int axis, IntegerValue indices, Axis[] axes)
    {
        if (value is not SignalValue { IsAligned: true } signal || !value.Axes[axis].IsTime || indices.Count != 1) throw Refused(call, value, axis);
        Dim size = value.Axes[axis].Size!.Value;
        if (FromStart(indices.Items[0], size) != Less(size, 1)) throw Refused(call, value, axis);
        return Last(call, signal, axes);
    }

    private static SignalValue Last(Call call, SignalValue signal, Axis[] axes) => new(axes, FlowBuilder.Last(signal.Flow, call.Node), signal.Items);

    private static SignalValue WithoutSurplus(SignalValue signal, int axis, Dim size)
    {
        Axis[] axes = [.. signal.Axes];
        axes[axis] = new Axis([new Atom(Role.Time, size)]);
        return new SignalValue(axes, signal.Flow, signal.Items);
    }

    private static Dim FromStart(Dim index, Dim size) => index is { IsKnown: true, Offset: < 0 and > int.MinValue / 2 } ? Less(size, -index.Offset) : index;

    private static Dim Less(Dim size, long count) => size with { Offset = size.Offset - count };

    private static ImportException Refused(Call call, Value value, int axis) => call.Error(value.Axes[axis].Atoms.Any(a => a.Role == Role.Time)
        ? $"it takes some steps of {value.ShapeText}; only the last step can be taken, or all of them."
        : $"it takes a part of the axis '{value.Axes[axis]}' of {value.ShapeText}; only features and the last step can be taken.");
}
