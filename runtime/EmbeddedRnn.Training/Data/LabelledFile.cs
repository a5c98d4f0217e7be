using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>Labelled sequences in a safetensors file: x F32 [N, T, I], length I64 [N] (optional), y I64 [N].</summary>
internal static class LabelledFile
{
    public static LabelledSequences Read(string path, int? classes)
    {
        SafetensorsValues file = SafetensorsValues.Read(path);
        int[] shape = file.Shape("x");
        if (shape.Length != 3) throw new InvalidDataException($"{file.Where("x")} has the shape [{string.Join(", ", shape)}], but sequences are [N, T, I].");
        int[] labels = Column(file, "y", shape[0]);
        int[]? lengths = file.Names.Contains("length") ? Column(file, "length", shape[0]) : null;
        try
        {
            return new LabelledSequences(shape[1], shape[2], file.Single("x"), lengths, labels, classes);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{file.File}: {exception.Message}", exception);
        }
    }

    private static int[] Column(SafetensorsValues file, string tensor, int rows)
    {
        long[] values = file.Whole(tensor);
        if (values.Length != rows)
            throw new InvalidDataException($"{file.Where(tensor)} has {values.Length} values, but x has {rows} sequences.");
        return values.Select((v, row) => v is >= int.MinValue and <= int.MaxValue
            ? (int)v : throw new InvalidDataException($"{file.Where(tensor)}, row {row}: {v} is out of range.")).ToArray();
    }
}
