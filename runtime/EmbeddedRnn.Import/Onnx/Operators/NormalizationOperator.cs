using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Batch normalisation after training: y = (x - mean) / sqrt(variance + epsilon) * scale + B, a scale and a shift.</summary>
internal static class NormalizationOperator
{
    public static IReadOnlyList<Value?> BatchNormalization(Call call)
    {
        call.RequireInputs(5, 5);
        call.Node.Ignore("momentum");
        // Before version 14 the number of outputs says it.
        if (call.Node.Int("training_mode", 0) != 0 || call.Node.Outputs.Skip(1).Any(o => o.Length > 0)) throw call.Error("it is exported in training mode; call eval() on the network before the export.");
        if (call.Node.Int("spatial", 1) != 1) throw call.Error("spatial = 0 is not supported.");
        SignalValue signal = call.Signal(0);
        if (signal.Rank < 2 || !signal.Axes[1].IsFeatures || signal.Axes[1].Features != signal.Count)
            throw call.Error($"its input has the shape {signal.ShapeText}; the features of a step must be its axis 1, and nothing else.");
        float[] scale = Parameter(call, 1, signal.Count);
        float[] shift = Parameter(call, 2, signal.Count);
        float[] mean = Parameter(call, 3, signal.Count);
        float[] variance = Parameter(call, 4, signal.Count);
        double epsilon = call.Node.Float("epsilon", 1e-5f);
        call.Spend(2L * signal.Count);
        var by = new float[signal.Count];
        var plus = new float[signal.Count];
        for (int i = 0; i < by.Length; i++)
        {
            double factor = scale[i] / Math.Sqrt(variance[i] + epsilon);
            by[i] = (float)factor;
            plus[i] = (float)(shift[i] - mean[i] * factor);
        }
        call.RequireFinite(new FloatValue([], by));
        call.RequireFinite(new FloatValue([], plus));
        Flow flow = FlowBuilder.Materialise(signal, call.Node);
        return [signal.Over([.. signal.Axes], FlowBuilder.Apply(flow, () => new AffineLayer(
            new Tensor(TensorNames.Scale, 1, by.Length, by), new Tensor(TensorNames.Shift, 1, plus.Length, plus)), call.Node))];
    }

    private static float[] Parameter(Call call, int index, int size)
    {
        FloatValue value = call.Constants(index);
        if (value.Count == size && value.Rank == 1 && value.Axes.All(a => a.IsFeatures)) return value.Items;
        throw call.Error(FormattableString.Invariant($"{call.Input(index)} has the shape {value.ShapeText}, but its input has {size} features."));
    }
}
