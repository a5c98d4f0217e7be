using System;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Compares models member by member and bit by bit, without the hash that the text itself relies on.</summary>
internal static class Same
{
    public static void Model(Model expected, Model actual, bool names = true)
    {
        if (names) Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Layers.Select(Describe), actual.Layers.Select(Describe));
        foreach ((Layer a, Layer b) in expected.Layers.Zip(actual.Layers))
        {
            foreach ((Tensor x, Tensor y) in a.Tensors.Zip(b.Tensors)) Assert.Equal(Bits(x), Bits(y));
        }
        Assert.Equal(expected.Hash, actual.Hash);
    }

    private static string Describe(Layer layer) => $"{layer.Describe()}: {string.Join(", ", layer.Tensors)}";

    private static int[] Bits(Tensor tensor) => tensor.ToArray().Select(BitConverter.SingleToInt32Bits).ToArray();
}
