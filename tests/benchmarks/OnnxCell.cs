using System.Linq;
using EmbeddedRnn.Tests;

namespace EmbeddedRnn.Benchmarks;

/// <summary>A GRU or LSTM with both biases as an ONNX file, for ONNX Runtime: X [steps, 1, I] to Y [steps, 1, H].</summary>
internal static class OnnxCell
{
    // ONNX has an LSTM's gates as i, o, f, c; a GRU's z, r, h are in the model's own order.
    private static readonly int[] GruOrder = [0, 1, 2];
    private static readonly int[] LstmOrder = [0, 3, 1, 2];

    public static byte[] Write(CellLayer layer)
    {
        bool gru = layer is GruLayer;
        int[] order = gru ? GruOrder : LstmOrder;
        int rows = layer.InputWeights.Rows;
        float[] biases = [.. Gates(layer.InputBias!, order), .. Gates(layer.RecurrentBias!, order)];
        return new OnnxWriter()
            .Input("X", "steps", 1, layer.InputSize).Output("Y")
            .Floats("W", [1, rows, layer.InputSize], Gates(layer.InputWeights, order))
            .Floats("R", [1, rows, layer.HiddenSize], Gates(layer.RecurrentWeights, order))
            .Floats("B", [1, 2 * rows], biases)
            .Integers("direction", 1)
            .Node(gru ? "GRU" : "LSTM", ["X", "W", "R", "B"], ["all"], node =>
            {
                OnnxWriter.Attribute("hidden_size", (long)layer.HiddenSize)(node);
                if (gru) OnnxWriter.Attribute("linear_before_reset", 1L)(node);
            })
            .Node("Squeeze", ["all", "direction"], ["Y"])
            .ToArray();
    }

    private static float[] Gates(Tensor tensor, int[] order)
    {
        float[] values = tensor.ToArray();
        int size = values.Length / order.Length;
        return [.. order.SelectMany(gate => values.Skip(gate * size).Take(size))];
    }
}
