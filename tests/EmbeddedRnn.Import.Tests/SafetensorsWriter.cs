using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace EmbeddedRnn.Tests;

/// <summary>Writes safetensors files in memory, good ones and, with a header of one's own, bad ones.</summary>
internal sealed class SafetensorsWriter
{
    private readonly List<string> entries = [];
    private readonly List<byte> data = [];

    /// <summary>Adds a tensor; the values are converted to the type.</summary>
    public SafetensorsWriter Add(string name, int[] shape, IEnumerable<double> values, string dtype = "F32")
    {
        int begin = data.Count;
        foreach (double value in values) data.AddRange(Bytes(value, dtype));
        entries.Add(Entry(name, dtype, $"[{string.Join(",", shape)}]", begin, data.Count));
        return this;
    }

    /// <summary>Adds anything to the header, between the tensors.</summary>
    public SafetensorsWriter AddEntry(string entry)
    {
        entries.Add(entry);
        return this;
    }

    public byte[] ToArray() => File("{" + string.Join(",", entries) + "}", data.ToArray());

    public static string Entry(string name, string dtype, string shape, long begin, long end) => string.Create(CultureInfo.InvariantCulture,
        $$"""{{JsonSerializer.Serialize(name)}}:{"dtype":{{JsonSerializer.Serialize(dtype)}},"shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}""");

    public static byte[] File(string header, byte[] data) => File((ulong)Encoding.UTF8.GetByteCount(header), header, data);

    public static byte[] File(ulong headerLength, string header, byte[] data) => File(headerLength, Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(ulong headerLength, byte[] header, byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, headerLength);
        return [.. length, .. header, .. data];
    }

    private static byte[] Bytes(double value, string dtype)
    {
        byte[] bytes = new byte[8];
        switch (dtype)
        {
            case "F64":
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                return bytes;
            case "F32":
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                return bytes[..4];
            case "F16":
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                return bytes[..2];
            case "BF16":
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16));
                return bytes[..2];
            case "I32":
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)value);
                return bytes[..4];
            default:
                return bytes[..1];
        }
    }
}
