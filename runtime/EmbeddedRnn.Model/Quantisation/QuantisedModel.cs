using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// The weights of a model whose cells have integer weights, as bytes, little-endian, as a generated class carries and packs them:
/// first the float32 tensors of the layers that are no cell; then, cell after cell, for each <see cref="QuantisedSum"/> its whole
/// numbers row after row, the scales of its rows and their biases, and behind the sums the peepholes. Initial states are no part of it.
/// </summary>
public static class QuantisedModel
{
    /// <summary>The bytes.</summary>
    /// <param name="model">A model with its weights.</param>
    /// <param name="format">The format of its cells' matrices, an integer one.</param>
    /// <param name="ranges">The ranges of its cells, as <see cref="CellRanges.Values"/> gives them.</param>
    public static byte[] Bytes(Model model, WeightFormat format, float[] ranges)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (Tensor tensor in Others(model)) writer.Write(WeightBytes.Of(tensor));
        int at = 0;
        foreach (CellLayer cell in model.AllLayers.OfType<CellLayer>())
        {
            var ofCell = new float[2 * cell.InputSize + 2];
            Array.Copy(ranges, at, ofCell, 0, ofCell.Length);
            foreach (QuantisedSum sum in QuantisedSum.Of(cell, format, ofCell)) Write(writer, format, sum);
            if (cell is LstmLayer { Peepholes: { } peepholes }) writer.Write(WeightBytes.Of(peepholes));
            at += ofCell.Length;
        }
        return bytes.ToArray();
    }

    /// <summary>Bytes of a sum's rows.</summary>
    public static int Length(WeightFormat format, int units, int columns) => units * (columns * QuantisedFormat.Bytes(format) + 2 * sizeof(float));

    /// <summary>The tensors that stay float32, in the order of the layers.</summary>
    public static IEnumerable<Tensor> Others(Model model) => model.AllLayers.Where(l => l.Inner.Count == 0 && l is not CellLayer).SelectMany(l => l.Tensors);

    private static void Write(BinaryWriter writer, WeightFormat format, QuantisedSum sum)
    {
        var rounded = new int[sum.Columns];
        float[] scales = new float[sum.Units], biases = new float[sum.Units];
        for (int unit = 0; unit < sum.Units; unit++)
        {
            (double scale, double bias) = sum.Quantise(unit, rounded);
            (scales[unit], biases[unit]) = ((float)scale, (float)bias);
            foreach (int weight in rounded)
            {
                if (format == WeightFormat.Int8) writer.Write((sbyte)weight);
                else writer.Write((short)weight);
            }
        }
        foreach (float scale in scales) writer.Write(scale);
        foreach (float bias in biases) writer.Write(bias);
    }
}
