using System;
using System.Linq;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>
/// y = gamma * (x - mean) / sqrt(variance + epsilon) + beta, folded to y = scale * x + shift. The weights are gamma, beta, mean,
/// variance, or mean, variance alone where gamma is 1 and beta 0.
/// </summary>
internal sealed class KerasBatchNormalization(KerasLayer layer)
{
    public AffineLayer Read()
    {
        if (layer.Weights.Length == 3)
            throw layer.Entry.Error(
                "it has 3 tensors in 'weights', which do not show whether gamma or beta is missing; export it with both (center=True, scale=True) or with neither.");
        layer.RequireWeights(2, 4);
        int size = layer.InputSize;
        foreach (JsonArray array in layer.Weights)
        {
            if (array.Shape.Length != 1 || array.Shape[0] != size)
                throw array.Place.Error(FormattableString.Invariant($"its shape is {array.ShapeText}, but {size} values come in: it must be [{size}]."));
        }
        layer.Output.RequireSame(size);
        double epsilon = layer.Entry.Member("epsilon").Number();
        bool full = layer.Weights.Length == 4;
        float[]? gamma = full ? layer.Values(layer.Weights[0]) : null;
        float[]? beta = full ? layer.Values(layer.Weights[1]) : null;
        float[] mean = layer.Values(layer.Weights[^2]);
        float[] variance = layer.Values(layer.Weights[^1]);
        var scale = new float[size];
        var shift = new float[size];
        for (int i = 0; i < size; i++)
        {
            double factor = (gamma?[i] ?? 1) / Math.Sqrt(variance[i] + epsilon);
            scale[i] = (float)factor;
            shift[i] = (float)((beta?[i] ?? 0) - mean[i] * factor);
            if (!layer.AllowNonFinite && !(float.IsFinite(scale[i]) && float.IsFinite(shift[i])))
            {
                throw layer.Weights[^1].Place.At(default, i).Error(FormattableString.Invariant(
                    $"a variance of {variance[i]} with an epsilon of {epsilon} gives no finite scale and shift."));
            }
        }
        return new AffineLayer(LayerFactory.Vector(TensorNames.Scale, scale), LayerFactory.Vector(TensorNames.Shift, shift));
    }
}
