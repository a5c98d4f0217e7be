using System;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>
/// Keras' cells: kernel [I, G*H], recurrent_kernel [H, G*H], bias. Gate order: GRU z, r, h; LSTM i, f, c, o, which are this
/// library's orders. The bias of a GRU with the reset after the recurrent product is [2, 3H] (input, then recurrent), with the
/// reset before it [3H].
/// </summary>
/// <remarks>Source: the documentation and tf.keras' layers GRU (reset_after) and LSTM.</remarks>
internal sealed class KerasCell(KerasLayer layer)
{
    public GruLayer Gru()
    {
        if (layer.Weights.Length == 2)
            throw layer.Entry.Error(
                "it has no bias, so it does not show whether the reset gate acts before or after the recurrent product; export it with use_bias=True, or to ONNX.");
        layer.RequireWeights(3);
        (CellWeights weights, int units) = Matrices(gates: 3);
        JsonArray bias = layer.Weights[2];
        int rows = 3 * units;
        if (bias.Shape.Length == 1)
        {
            layer.Require(bias, [rows]);
            LayerFactory.SetBias(weights, layer.Values(bias));
            return new GruLayer(layer.InputSize, units, ResetPosition.Before, weights);
        }
        layer.Require(bias, [2, rows]);
        float[] both = layer.Values(bias);
        weights.InputBias = LayerFactory.Vector(TensorNames.InputBias, both[..rows]);
        weights.RecurrentBias = LayerFactory.Vector(TensorNames.RecurrentBias, both[rows..]);
        return new GruLayer(layer.InputSize, units, ResetPosition.After, weights);
    }

    public LstmLayer Lstm()
    {
        layer.RequireWeights(2, 3);
        (CellWeights weights, int units) = Matrices(gates: 4);
        if (layer.Weights.Length == 3)
        {
            layer.Require(layer.Weights[2], [4 * units]);
            LayerFactory.SetBias(weights, layer.Values(layer.Weights[2]));
        }
        return new LstmLayer(layer.InputSize, units, coupled: false, weights);
    }

    private (CellWeights Weights, int Units) Matrices(int gates)
    {
        JsonArray kernel = layer.Weights[0];
        JsonArray recurrent = layer.Weights[1];
        int units = layer.RequireKernel(kernel, gates);
        int rows = gates * units;
        layer.Require(recurrent, [units, rows]);
        return (new CellWeights
        {
            InputWeights = Matrix(TensorNames.InputWeights, kernel, layer.InputSize, rows),
            RecurrentWeights = Matrix(TensorNames.RecurrentWeights, recurrent, units, rows),
        }, units);
    }

    private Tensor Matrix(string name, JsonArray array, int inputs, int rows) =>
        new(name, rows, inputs, Blocks.Transpose(layer.Values(array), inputs, rows));
}
