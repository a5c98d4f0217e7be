using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EmbeddedRnn.Reference;

/// <summary>Writes F32 tensors and notes as a safetensors file.</summary>
internal static class SafetensorsWriter
{
    /// <param name="destination">Where the file goes.</param>
    /// <param name="metadata">The notes beside the tensors.</param>
    /// <param name="tensors">Names, shapes and values.</param>
    public static void Write(
        Stream destination, IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string name, string value) in metadata) json.WriteString(name, value);
            json.WriteEndObject();
            long at = 0;
            foreach ((string name, int[] shape, float[] values) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += 4L * values.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }

        // The values begin at a multiple of eight bytes.
        while (header.Length % 8 != 0) header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        destination.Write(length);
        header.WriteTo(destination);
        foreach ((_, _, float[] values) in tensors) destination.Write(LittleEndian(values));
    }

    private static ReadOnlySpan<byte> LittleEndian(float[] values)
    {
        if (BitConverter.IsLittleEndian) return MemoryMarshal.AsBytes<float>(values);
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
