using System;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>
/// A state as bytes: "ERNS", the version (1), the number of values, 8 bytes of the model's hash, the values; all
/// little-endian. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SavedState
{
    /// <summary>Bytes before the values.</summary>
    public const int HeaderSize = 20;

    private const uint Magic = 0x534E5245;
    private const int Version = 1;

    /// <summary>Writes a state.</summary>
    public static void Write(ulong model, ReadOnlySpan<float> state, Span<byte> destination)
    {
        Guard.Length(destination.Length, HeaderSize + sizeof(float) * state.Length, nameof(destination));
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(destination[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(destination[8..], state.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[12..], model);
        Span<byte> values = destination[HeaderSize..];
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(state).CopyTo(values);
            return;
        }
        for (int i = 0; i < state.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(values[(sizeof(float) * i)..], state[i]);
    }

    /// <summary>Reads a state; false, and nothing written, where it is not one of this model with these weights.</summary>
    public static bool TryRead(ulong model, ReadOnlySpan<byte> saved, Span<float> state)
    {
        if (saved.Length != HeaderSize + sizeof(float) * state.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(saved) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(saved[4..]) != Version
            || BinaryPrimitives.ReadInt32LittleEndian(saved[8..]) != state.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(saved[12..]) != model) return false;
        ReadOnlySpan<byte> values = saved[HeaderSize..];
        for (int i = 0; i < state.Length; i++) state[i] = BinaryPrimitives.ReadSingleLittleEndian(values[(sizeof(float) * i)..]);
        return true;
    }
}
