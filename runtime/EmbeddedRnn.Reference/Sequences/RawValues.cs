using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>Raw little-endian float32 or float64 values, exactly as many as a shape asks for.</summary>
internal static class RawValues
{
    public static double[] Read(string where, ReadOnlySpan<byte> bytes, bool isDouble, int[] shape)
    {
        int size = isDouble ? 8 : 4;
        RequireLength(where, bytes, size, shape);
        var values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = isDouble
                ? BinaryPrimitives.ReadDoubleLittleEndian(bytes.Slice(8 * i))
                : BinaryPrimitives.ReadSingleLittleEndian(bytes.Slice(4 * i));
        }
        return values;
    }

    /// <summary>Refuses bytes that are not exactly those of a shape.</summary>
    public static void RequireLength(string where, ReadOnlySpan<byte> bytes, int size, int[] shape)
    {
        decimal expected = shape.Aggregate((decimal)size, (product, n) => product * n);
        if (bytes.Length != expected)
            throw new InvalidDataException($"{where} has the shape [{string.Join(", ", shape)}], {expected} bytes, but holds {bytes.Length}: it is damaged or truncated.");
    }
}
