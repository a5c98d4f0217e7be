using System;
using System.Text.Json;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>
/// Keras' Conv1D with causal padding, which is what RTNeural computes: kernel [K, I / groups, O], oldest input first; bias [O].
/// </summary>
internal sealed class KerasConv1d(KerasLayer layer)
{
    public Conv1dLayer Read()
    {
        layer.RequireWeights(1, 2);
        JsonArray kernel = layer.Weights[0];
        int groups = Option("groups") ?? 1;
        if (Option("strides") is { } strides && strides != 1)
            throw layer.Entry.Member("strides").Error(FormattableString.Invariant($"a stride of {strides} is not supported: every step in must give a step out."));
        if (layer.Entry.Find("padding") is { } padding && padding.Text() != "causal")
            throw padding.Error($"the padding must be causal, but is '{Printable.Name(padding.Text())}'.");
        if (layer.InputSize % groups != 0)
            throw layer.Entry.Member("groups").Error(FormattableString.Invariant($"{layer.InputSize} inputs cannot be split into {groups} groups."));
        int inputs = layer.InputSize / groups;
        if (kernel.Shape.Length != 3 || kernel.Shape[0] < 1 || kernel.Shape[1] != inputs || kernel.Shape[2] < 1)
        {
            throw kernel.Place.Error(FormattableString.Invariant(
                $"its shape is {kernel.ShapeText}, but {layer.InputSize} values come in, in groups of {inputs}: it must be [kernel size, {inputs}, outputs]."));
        }
        (int size, int outputs) = (kernel.Shape[0], kernel.Shape[2]);
        if (Option("kernel_size") is { } declared && declared != size)
            throw layer.Entry.Member("kernel_size").Error(FormattableString.Invariant(
                $"it says {declared}, but {kernel.Place.Path} is {kernel.ShapeText}, of kernel size {size}."));
        layer.Output.Require(outputs, kernel);
        float[] weights = Reorder(layer.Values(kernel), size, inputs, outputs);
        try
        {
            return new Conv1dLayer(layer.InputSize, size, new Tensor(TensorNames.Weights, outputs, inputs * size, weights),
                LayerFactory.Vector(TensorNames.Bias, layer.Bias(outputs)), Option("dilation") ?? 1, groups);
        }
        catch (ArgumentException exception)
        {
            throw layer.Entry.Error(exception.Message, exception);
        }
    }

    /// <summary>[K, I, O] to [O, I, K].</summary>
    private static float[] Reorder(float[] kernel, int size, int inputs, int outputs)
    {
        var weights = new float[kernel.Length];
        for (int k = 0; k < size; k++)
        {
            for (int i = 0; i < inputs; i++)
            {
                for (int o = 0; o < outputs; o++) weights[(o * inputs + i) * size + k] = kernel[(k * inputs + i) * outputs + o];
            }
        }
        return weights;
    }

    /// <summary>A whole number, which Keras writes as a list of one.</summary>
    private int? Option(string name)
    {
        if (layer.Entry.Find(name) is not { } place) return null;
        if (place.Kind != JsonValueKind.Array) return place.Integer(1);
        if (place.Count != 1) throw place.Error(FormattableString.Invariant($"it must hold one number, not {place.Count}."));
        return place.At(place.Element[0], 0).Integer(1);
    }
}
