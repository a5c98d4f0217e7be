using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Safetensors;

/// <summary>A tensor of a model under the name, shape and gate order that it has in PyTorch, where PyTorch has it.</summary>
/// <param name="Name">"0.weight_ih_l0": the layer's place among all layers, then PyTorch's word.</param>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Tensor">The tensor as the model has it.</param>
internal sealed record StatedTensor(string Name, Layer Layer, Tensor Tensor)
{
    // PyTorch's bias, like all that is one row, has one dimension.
    public int[] Shape => Tensor.Rows == 1 && Tensor.Name is not (TensorNames.Weights or TensorNames.InputWeights or TensorNames.RecurrentWeights)
        ? [Tensor.Columns]
        : [Tensor.Rows, Tensor.Columns];

    /// <summary>All tensors in the order of the model's binary weights.</summary>
    public static IEnumerable<StatedTensor> Of(Model model) => model.AllLayers.SelectMany((layer, place) =>
        layer.Inner.Count > 0 ? [] : layer.Tensors.Select(tensor => new StatedTensor($"{place}.{Word(layer, tensor)}", layer, tensor)));

    /// <summary>The values from the model's gate order to PyTorch's, or back: in a GRU, z and r change places.</summary>
    public float[] Reordered(float[] values)
    {
        bool isOfGates = Tensor.Name is TensorNames.InputWeights or TensorNames.RecurrentWeights or TensorNames.InputBias or TensorNames.RecurrentBias;
        if (Layer is not GruLayer || !isOfGates) return values;
        int block = values.Length / 3;
        return [.. values.AsSpan(block, block), .. values.AsSpan(0, block), .. values.AsSpan(2 * block)];
    }

    private static string Word(Layer layer, Tensor tensor) => (layer, tensor.Name) switch
    {
        (CellLayer, TensorNames.InputWeights) => "weight_ih_l0",
        (CellLayer, TensorNames.RecurrentWeights) => "weight_hh_l0",
        (CellLayer, TensorNames.InputBias) => "bias_ih_l0",
        (CellLayer, TensorNames.RecurrentBias) => "bias_hh_l0",
        (CellLayer, TensorNames.Projection) => "weight_hr_l0",
        (_, TensorNames.Weights) => "weight",
        _ => tensor.Name,
    };
}
