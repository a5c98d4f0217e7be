using System.IO;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>One F32 or F64 tensor of a safetensors file as a sequence.</summary>
internal static class SafetensorsSequences
{
    public static Sequence Read(string path, string? tensor)
    {
        SafetensorsValues values = SafetensorsValues.Read(path);
        if (tensor is null)
        {
            tensor = values.Names.Count == 1
                ? values.Names.First() : throw new InvalidDataException($"{values.File} has {values.Names.Count} tensors ({string.Join(", ", values.Names)}); name one.");
        }
        return Sequence.OfShape(values.Where(tensor), values.Shape(tensor), values.Real(tensor));
    }
}
