using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using EmbeddedRnn.Torch;

namespace EmbeddedRnn.Safetensors;

/// <summary>
/// Safetensors: the header's length (8 bytes, little-endian), the header (JSON: name, type, shape and place of each tensor),
/// the values. The weights' names and layout are PyTorch's.
/// </summary>
/// <remarks>Source: https://github.com/huggingface/safetensors, "Format".</remarks>
internal sealed class SafetensorsFormat : IModelFormat
{
    private const int LengthSize = 8;
    private const ulong LongestHeader = 100_000_000;

    public string Description => "safetensors (a header of JSON after its length in 8 bytes)";

    public bool Recognises(ReadOnlySpan<byte> start) => start.Length > LengthSize && start[LengthSize] == '{';

    public Model Read(ImportSource source, ImportOptions options)
    {
        (SafetensorsHeader header, IReadOnlyList<TensorEntry> tensors, int dataStart) = ReadHeader(source);
        if (StatedModel.TextOf(header) is { } text) return new StatedModel(source, options).Read(text, tensors, dataStart);
        return TorchNetwork.Read(new SafetensorsFile(source, dataStart, tensors), source, options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> ReadMetadata(ImportSource source) => ReadHeader(source).Header.Metadata;

    private static (SafetensorsHeader Header, IReadOnlyList<TensorEntry> Tensors, int DataStart) ReadHeader(ImportSource source)
    {
        byte[] bytes = source.Bytes;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > LongestHeader)
            throw source.Error("header", FormattableString.Invariant($"its length is given as {length} bytes; at most {LongestHeader} are allowed."));
        if (length > (ulong)(bytes.Length - LengthSize))
        {
            throw source.Error("header", FormattableString.Invariant(
                $"its length is given as {length} bytes, but only {bytes.Length - LengthSize} follow: the file is truncated or damaged."));
        }
        int dataStart = LengthSize + (int)length;
        var header = new SafetensorsHeader(source, bytes.Length - dataStart);
        return (header, header.Read(bytes.AsMemory(LengthSize, (int)length)), dataStart);
    }
}
