using System;
using System.Buffers.Binary;
using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>The quantised weights and the ranges that a class with whole-number weights is packed from. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Quantisation
{
    /// <summary>The ranges of a model given at run time, or those of the class where it states none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ofClass">The ranges that the class was generated with; empty where it has none.</param>
    /// <exception cref="ArgumentException">Neither states the ranges.</exception>
    public static float[] Ranges(Model model, ReadOnlySpan<float> ofClass)
    {
        if (CellRanges.Missing(model) is not { } missing) return CellRanges.Values(model);
        if (!ofClass.IsEmpty) return ofClass.ToArray();
        throw new ArgumentException($"{missing} in the model '{model.Name}' is not known, which integer weights need: find it with embeddedrnn calibrate.", nameof(model));
    }

    /// <summary>Writes centres and inverse units of columns, each from a 64-byte boundary on.</summary>
    /// <param name="ranges">For each column the least and the most of its values.</param>
    /// <param name="format">The format.</param>
    /// <param name="destination">Where to.</param>
    public static void WriteColumns(ReadOnlySpan<float> ranges, WeightFormat format, Span<float> destination)
    {
        int columns = ranges.Length / 2;
        for (int j = 0; j < columns; j++)
        {
            ColumnRange range = ColumnRange.Of(ranges[2 * j], ranges[2 * j + 1], format);
            (destination[j], destination[(columns + 15) / 16 * 16 + j]) = (range.Centre, range.Inverse);
        }
    }

    /// <summary>What a value between -bound and bound is multiplied with.</summary>
    public static float Inverse(float bound, WeightFormat format) => ColumnRange.Of(-bound, bound, format).Inverse;

    /// <summary>The float32 values among the bytes of quantised weights.</summary>
    public static float[] Singles(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
        return values;
    }
}
