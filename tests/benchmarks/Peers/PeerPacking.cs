using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Benchmarks.Peers;

/// <summary>
/// Weights in the order in which the peer's float kernels read them: for each block of row chunks its biases, then for
/// each input and each hidden value the weights of all its gates. Blocks with 16-value chunks start their columns at
/// multiples of 64 bytes. What feeds a sigmoid is halved, and so is the recurrent part of a GRU's candidate.
/// </summary>
internal static class PeerPacking
{
    public static List<float> Pack(CellLayer layer, int vectorBits, int chunksPerBlock)
    {
        var stream = new List<float>();
        foreach ((int Row, int Width)[] block in Chunks(layer.HiddenSize, vectorBits).Chunk(chunksPerBlock))
        {
            int multiple = block.Any(c => c.Width == 16) ? 16 : 1;
            Column(stream, layer, block, multiple, (gate, unit) => Biases(layer, gate, unit));
            for (int j = 0; j < layer.InputSize; j++)
                Column(stream, layer, block, multiple, (gate, unit) => [Scale(layer, gate, false) * layer.InputWeights[gate * layer.HiddenSize + unit, j]]);
            for (int j = 0; j < layer.HiddenSize; j++)
                Column(stream, layer, block, multiple, (gate, unit) => [Scale(layer, gate, true) * layer.RecurrentWeights[gate * layer.HiddenSize + unit, j]]);
        }
        return stream;
    }

    private static IEnumerable<(int Row, int Width)> Chunks(int units, int vectorBits)
    {
        int row = 0;
        for (; vectorBits == 512 && units - row >= 16; row += 16) yield return (row, 16);
        for (; units - row >= 8; row += 8) yield return (row, 8);
    }

    /// <summary>One vector a gate and value: values(gate, unit) has two values only for the two biases of a GRU's candidate.</summary>
    private static void Column(List<float> stream, CellLayer layer, (int Row, int Width)[] block, int multiple, Func<int, int, float[]> values)
    {
        foreach ((int row, int width) in block)
        {
            for (int gate = 0; gate < layer.Gates.Count; gate++)
            {
                float[][] units = Enumerable.Range(row, width).Select(unit => values(gate, unit)).ToArray();
                for (int k = 0; k < units[0].Length; k++) stream.AddRange(units.Select(unit => unit[k]));
            }
        }
        while (stream.Count % multiple != 0) stream.Add(0);
    }

    private static float[] Biases(CellLayer layer, int gate, int unit)
    {
        int row = gate * layer.HiddenSize + unit;
        (float input, float recurrent) = (layer.InputBias![row], layer.RecurrentBias![row]);
        return layer is GruLayer && gate == 2
            ? [input, recurrent * 0.5f]
            : [(input + recurrent) * Scale(layer, gate, false)];
    }

    private static float Scale(CellLayer layer, int gate, bool recurrent) =>
        gate != 2 || (layer is GruLayer && recurrent) ? 0.5f : 1f;
}
