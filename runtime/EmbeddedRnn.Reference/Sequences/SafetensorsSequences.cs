using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EmbeddedRnn.Reference;

/// <summary>
/// One F32 or F64 tensor of a safetensors file as a sequence. Models are read elsewhere: this is for inputs and outputs.
/// Source: the format's own description: eight bytes of header length, a JSON header with dtype, shape and data_offsets, the values.
/// </summary>
internal static class SafetensorsSequences
{
    public static Sequence Read(string path, string? tensor)
    {
        string file = Path.GetFileName(path);
        byte[] bytes = File.ReadAllBytes(path);
        ulong length = bytes.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length == 0 || length > (ulong)bytes.Length - 8)
            throw new InvalidDataException($"{file} is not a safetensors file, or is truncated.");
        ReadOnlyMemory<byte> data = bytes.AsMemory(8 + (int)length);
        try
        {
            using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(8, (int)length));
            return Read(file, header.RootElement, data.Span, tensor);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file}: its header is damaged: {exception.Message}");
        }
    }

    private static Sequence Read(string file, JsonElement header, ReadOnlySpan<byte> data, string? tensor)
    {
        string[] names = header.EnumerateObject().Select(p => p.Name).Where(n => n != "__metadata__").ToArray();
        if (tensor is null)
            tensor = names.Length == 1 ? names[0] : throw new InvalidDataException($"{file} has {names.Length} tensors ({string.Join(", ", names)}); name one.");
        if (!names.Contains(tensor)) throw new InvalidDataException($"{file} has no tensor '{tensor}'; it has {string.Join(", ", names)}.");

        string where = $"{file}, tensor {tensor}";
        JsonElement entry = header.GetProperty(tensor);
        if (!entry.TryGetProperty("dtype", out JsonElement kind) || !entry.TryGetProperty("shape", out JsonElement sizes) || !entry.TryGetProperty("data_offsets", out JsonElement offsets))
            throw new InvalidDataException($"{where}: its header entry needs dtype, shape and data_offsets.");
        if (kind.GetString() is not ("F32" or "F64")) throw new InvalidDataException($"{where} has values of type {kind.GetString()}; F32 and F64 are read.");
        int[] shape = sizes.EnumerateArray().Select(size => size.GetInt32()).ToArray();
        long[] range = offsets.EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
        if (range.Length != 2 || range[0] < 0 || range[1] < range[0] || range[1] > data.Length)
            throw new InvalidDataException($"{where}: its data_offsets [{string.Join(", ", range)}] lie outside the file's {data.Length} bytes of values.");
        return Sequence.OfShape(where, shape, RawValues.Read(where, data[(int)range[0]..(int)range[1]], kind.GetString() == "F64", shape));
    }
}
