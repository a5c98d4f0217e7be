using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Activation functions as operators of their own.</summary>
internal static class ActivationOperators
{
    public static IReadOnlyList<Value?> Apply(Call call, ActivationKind kind)
    {
        call.RequireInputs(1, 1);
        int parameters = ActivationFunction.ParametersOf(kind);
        float? alpha = parameters > 0 ? call.Node.FloatOrNull("alpha") : null;
        float? beta = parameters > 1 ? call.Node.FloatOrNull("beta") : null;
        return Layer(call, size => new ActivationLayer(size, new ActivationFunction(kind, alpha, beta)));
    }

    public static IReadOnlyList<Value?> PRelu(Call call)
    {
        call.RequireInputs(2, 2);
        float[] slopes = ArithmeticOperators.Each(call, call.Signal(0), call.Constants(1));
        call.Spend(slopes.Length);
        return Layer(call, size => new ActivationLayer(size, ActivationFunction.LeakyRelu, new Tensor(TensorNames.Slopes, 1, size, slopes)));
    }

    public static IReadOnlyList<Value?> Clip(Call call)
    {
        call.RequireInputs(1, 3);
        float? least = call.Node.FloatOrNull("min") ?? Limit(call, 1);
        float? most = call.Node.FloatOrNull("max") ?? Limit(call, 2);
        return (least, most) switch
        {
            (-1f, 1f) => Layer(call, size => new ActivationLayer(size, ActivationFunction.HardTanh)),
            (0f, null or float.MaxValue) => Layer(call, size => new ActivationLayer(size, ActivationFunction.Relu)),
            _ => throw call.Error(FormattableString.Invariant($"it clips to [{least}, {most}]; only -1 to 1 (hard tanh) and from 0 on (ReLU) are supported.")),
        };
    }

    public static IReadOnlyList<Value?> Softmax(Call call)
    {
        const long FirstOneAxisVersion = 13;
        call.RequireInputs(1, 1);
        SignalValue signal = call.Signal(0);
        bool oneAxis = call.Node.Opset >= FirstOneAxisVersion;
        int axis = call.Axis(call.Node.Int("axis", oneAxis ? -1 : 1), signal.Rank);
        // Before version 13 everything from the axis on counts as one axis.
        Axis[] over = oneAxis ? [signal.Axes[axis]] : signal.Axes.Skip(axis).ToArray();
        if (over.Any(a => !a.IsFeatures) || over.Aggregate(1, (product, a) => product * a.Features) != signal.Count)
            throw call.Error(FormattableString.Invariant($"it is taken over axis {axis} of {signal.ShapeText}; it must be taken over all features of a step, and nothing else."));
        return Layer(call, size => new ActivationLayer(size, ActivationFunction.Softmax));
    }

    private static float? Limit(Call call, int index) => call.OptionalConstants(index) switch
    {
        null => null,
        { Items: [var limit] } => limit,
        _ => throw call.Error($"{call.Input(index)} must be one number."),
    };

    private static IReadOnlyList<Value?> Layer(Call call, Func<int, Layer> layer)
    {
        SignalValue signal = call.Signal(0);
        Flow flow = FlowBuilder.Materialise(signal, call.Node);
        return [signal.Over([.. signal.Axes], FlowBuilder.Apply(flow, () => layer(flow.Size), call.Node))];
    }
}
