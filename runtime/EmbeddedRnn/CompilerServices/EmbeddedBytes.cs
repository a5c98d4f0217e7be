using System;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Bytes that stand in an assembly as 64-bit numbers, the first in the lowest place. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmbeddedBytes
{
    /// <summary>The bytes; no copy on a little-endian processor.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="count">How many bytes they hold.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<ulong> numbers, int count) => MemoryMarshal.AsBytes(LittleEndian(numbers))[..count];

    /// <summary>The bytes as float32 values.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static ReadOnlySpan<float> Singles(ReadOnlySpan<ulong> numbers, int count)
    {
        ReadOnlySpan<byte> bytes = Of(numbers, count);
        return BitConverter.IsLittleEndian ? MemoryMarshal.Cast<byte, float>(bytes) : Quantisation.Singles(bytes);
    }

    private static ReadOnlySpan<ulong> LittleEndian(ReadOnlySpan<ulong> numbers)
    {
        if (BitConverter.IsLittleEndian) return numbers;
        var turned = new ulong[numbers.Length];
        BinaryPrimitives.ReverseEndianness(numbers, turned);
        return turned;
    }
}
