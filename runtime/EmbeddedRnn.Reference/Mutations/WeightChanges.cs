using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Reference;

/// <summary>Copies of tensors and layers with something changed.</summary>
internal static class WeightChanges
{
    public static Tensor With(this Tensor tensor, float[] values) => new(tensor.Name, tensor.Rows, tensor.Columns, values);

    public static Tensor Named(this Tensor tensor, string name) => new(name, tensor.Rows, tensor.Columns, tensor.ToArray());

    /// <summary>The equal blocks of a tensor, one a gate, taken in another order.</summary>
    public static Tensor OrderBlocks(this Tensor tensor, IReadOnlyList<int> order)
    {
        float[] from = tensor.ToArray();
        var to = new float[from.Length];
        int block = from.Length / order.Count;
        for (int g = 0; g < order.Count; g++) Array.Copy(from, order[g] * block, to, g * block, block);
        return tensor.With(to);
    }

    /// <summary>Peephole rows stand for all gates but the candidate, which is second to last; a gate that takes the candidate's place keeps its own row.</summary>
    public static Tensor OrderPeepholes(this Tensor peepholes, IReadOnlyList<int> order)
    {
        int candidate = order.Count - 2;
        int Row(int gate) => gate < candidate ? gate : gate - 1;
        float[] from = peepholes.ToArray();
        float[] to = peepholes.ToArray();
        for (int g = 0; g < order.Count; g++)
        {
            if (g != candidate && order[g] != candidate)
                Array.Copy(from, Row(order[g]) * peepholes.Columns, to, Row(g) * peepholes.Columns, peepholes.Columns);
        }
        return peepholes.With(to);
    }

    public static Tensor TransposeBlocks(this Tensor weights)
    {
        int size = weights.Columns;
        var to = new float[weights.Count];
        for (int row = 0; row < weights.Rows; row++)
        {
            int first = row / size * size;
            for (int column = 0; column < size; column++) to[row * size + column] = weights[first + column, row - first];
        }
        return weights.With(to);
    }
}
