using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The tensors of a safetensors file that holds values, not a model: models are read elsewhere.
/// Source: the format's own description: eight bytes of header length, a JSON header with dtype, shape and data_offsets, the values.
/// </summary>
internal sealed class SafetensorsValues
{
    private const string MetadataName = "__metadata__";

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> data;

    private SafetensorsValues(string file, JsonElement header, ReadOnlyMemory<byte> data)
    {
        File = file;
        this.data = data;
        foreach (JsonProperty property in header.EnumerateObject())
        {
            if (property.Name == MetadataName) Metadata = property.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "");
            else entries[property.Name] = Read(property.Name, property.Value);
        }
    }

    /// <summary>The file's name, for messages.</summary>
    public string File { get; }

    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>The notes beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    public static SafetensorsValues Read(string path)
    {
        string file = Path.GetFileName(path);
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        ulong length = bytes.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length == 0 || length > (ulong)bytes.Length - 8)
            throw new InvalidDataException($"{file} is not a safetensors file, or is truncated.");
        try
        {
            using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(8, (int)length));
            return new SafetensorsValues(file, header.RootElement, bytes.AsMemory(8 + (int)length));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file}: its header is damaged: {exception.Message}");
        }
    }

    /// <summary>The shape of a tensor that must be there.</summary>
    public int[] Shape(string tensor) => Find(tensor).Shape;

    /// <summary>The values of an F32 or F64 tensor.</summary>
    public double[] Real(string tensor)
    {
        Entry entry = Find(tensor);
        if (entry.Kind is not ("F32" or "F64")) throw new InvalidDataException($"{Where(tensor)} has values of type {entry.Kind}; F32 and F64 are read.");
        return RawValues.Read(Where(tensor), Bytes(entry), entry.Kind == "F64", entry.Shape);
    }

    /// <summary>The values of an F32 tensor, to the bit.</summary>
    public float[] Single(string tensor) => Array.ConvertAll(Real(tensor), v => (float)v);

    /// <summary>The values of an I32 or I64 tensor.</summary>
    public long[] Whole(string tensor)
    {
        Entry entry = Find(tensor);
        if (entry.Kind is not ("I32" or "I64")) throw new InvalidDataException($"{Where(tensor)} has values of type {entry.Kind}; I64 and I32 are read.");
        int size = entry.Kind == "I64" ? 8 : 4;
        ReadOnlySpan<byte> bytes = Bytes(entry);
        RawValues.RequireLength(Where(tensor), bytes, size, entry.Shape);
        var values = new long[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = size == 8
                ? BinaryPrimitives.ReadInt64LittleEndian(bytes.Slice(8 * i))
                : BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(4 * i));
        }
        return values;
    }

    /// <summary>A tensor, for messages.</summary>
    public string Where(string tensor) => $"{File}, tensor {tensor}";

    private ReadOnlySpan<byte> Bytes(Entry entry) => data.Span[(int)entry.Begin..(int)entry.End];

    private Entry Find(string tensor) => entries.TryGetValue(tensor, out Entry? entry)
        ? entry : throw new InvalidDataException($"{File} has no tensor '{tensor}'; it has {string.Join(", ", Names)}.");

    private Entry Read(string tensor, JsonElement entry)
    {
        if (!entry.TryGetProperty("dtype", out JsonElement kind) || !entry.TryGetProperty("shape", out JsonElement sizes) || !entry.TryGetProperty("data_offsets", out JsonElement offsets))
            throw new InvalidDataException($"{Where(tensor)}: its header entry needs dtype, shape and data_offsets.");
        int[] shape = sizes.EnumerateArray().Select(size => size.GetInt32()).ToArray();
        long[] range = offsets.EnumerateArray().Select(offset => offset.GetInt64()).ToArray();
        if (range.Length != 2 || range[0] < 0 || range[1] < range[0] || range[1] > data.Length)
            throw new InvalidDataException($"{Where(tensor)}: its data_offsets [{string.Join(", ", range)}] lie outside the file's {data.Length} bytes of values.");
        return new Entry(kind.GetString() ?? "", shape, range[0], range[1]);
    }

    private sealed record Entry(string Kind, int[] Shape, long Begin, long End);
}
