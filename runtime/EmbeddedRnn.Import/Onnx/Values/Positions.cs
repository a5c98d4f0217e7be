using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Onnx;

/// <summary>Which item of the old order stands at each place of the new one, for the operators that only move items.</summary>
internal static class Positions
{
    /// <summary>Axes in another order: axis k of the result is axis <paramref name="order"/>[k].</summary>
    public static int[] Transposed(int[] sizes, IReadOnlyList<int> order)
    {
        int[] strides = Strides(sizes);
        var newSizes = new int[order.Count];
        var newStrides = new int[order.Count];
        for (int k = 0; k < order.Count; k++) (newSizes[k], newStrides[k]) = (sizes[order[k]], strides[order[k]]);
        return Walk(newSizes, newStrides);
    }

    /// <summary>Some entries of one axis.</summary>
    public static int[] Picked(int[] sizes, int axis, IReadOnlyList<int> entries)
    {
        (int outer, int inner) = Around(sizes, axis);
        var positions = new int[checked(outer * entries.Count * inner)];
        int at = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (int entry in entries)
            {
                int from = (o * sizes[axis] + entry) * inner;
                for (int i = 0; i < inner; i++) positions[at++] = from + i;
            }
        }
        return positions;
    }

    /// <summary>Parts one behind the other along an axis, taken from a pool that holds them whole, one after the other.</summary>
    public static int[] Joined(IReadOnlyList<int[]> sizes, int axis)
    {
        var positions = new List<int>();
        (int outer, int _) = Around(sizes[0], axis);
        for (int o = 0; o < outer; o++)
        {
            int start = 0;
            foreach (int[] part in sizes)
            {
                int row = part[axis] * Around(part, axis).Inner;
                for (int i = 0; i < row; i++) positions.Add(start + o * row + i);
                start += outer * row;
            }
        }
        return positions.ToArray();
    }

    /// <summary>Sizes broadcast to others of the same rank: an axis of size 1 is repeated.</summary>
    public static int[] Broadcast(int[] sizes, int[] target)
    {
        int[] strides = Strides(sizes);
        for (int k = 0; k < sizes.Length; k++)
        {
            if (sizes[k] == 1) strides[k] = 0;
        }
        return Walk(target, strides);
    }

    private static int[] Walk(int[] sizes, int[] strides)
    {
        int count = 1;
        foreach (int size in sizes) count = checked(count * size);
        var positions = new int[count];
        var index = new int[sizes.Length];
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            positions[i] = at;
            for (int k = sizes.Length - 1; k >= 0; k--)
            {
                at += strides[k];
                if (++index[k] < sizes[k]) break;
                at -= index[k] * strides[k];
                index[k] = 0;
            }
        }
        return positions;
    }

    private static int[] Strides(int[] sizes)
    {
        var strides = new int[sizes.Length];
        for (int k = sizes.Length - 1, stride = 1; k >= 0; k--)
        {
            strides[k] = stride;
            stride = checked(stride * sizes[k]);
        }
        return strides;
    }

    private static (int Outer, int Inner) Around(int[] sizes, int axis)
    {
        int outer = 1, inner = 1;
        for (int k = 0; k < axis; k++) outer = checked(outer * sizes[k]);
        for (int k = axis + 1; k < sizes.Length; k++) inner = checked(inner * sizes[k]);
        return (outer, inner);
    }
}
