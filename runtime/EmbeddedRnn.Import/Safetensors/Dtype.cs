using System;
using System.Buffers.Binary;

namespace EmbeddedRnn.Safetensors;

/// <summary>The element types of safetensors: their sizes, and how the floating-point ones are read.</summary>
internal static class Dtype
{
    public const string Readable = "F64, F32, F16 and BF16";

    /// <summary>Bytes of one element, or 0 for a type that is not known.</summary>
    public static int Size(string dtype) => dtype switch
    {
        "F64" or "I64" or "U64" or "C64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        _ => 0,
    };

    /// <summary>How to read the element at a byte offset as a double, which every readable type fits in; null for a type that is not readable.</summary>
    public static Func<byte[], int, double>? Reader(string dtype) => dtype switch
    {
        "F64" => (bytes, at) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at)),
        "F32" => (bytes, at) => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at)),
        "F16" => (bytes, at) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(at)),
        "BF16" => (bytes, at) => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) << 16),
        _ => null,
    };
}
