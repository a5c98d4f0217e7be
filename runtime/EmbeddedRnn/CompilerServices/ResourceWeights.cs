using System;
using System.ComponentModel;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Weights that travel as a binary resource of the assembly: little-endian float32. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResourceWeights
{
    /// <summary>Reads the whole resource.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="name">Its logical name.</param>
    /// <param name="count">The number of values that it must hold.</param>
    /// <exception cref="InvalidOperationException">The resource is missing or has another size; the message names it.</exception>
    public static float[] Load(Assembly assembly, string name, int count)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly {assembly.GetName().Name} has no resource '{name}'; the build target that converts the model adds it. Rebuild the project.");
        if (stream.Length != (long)sizeof(float) * count)
            throw new InvalidOperationException($"the resource '{name}' holds {stream.Length} bytes, but the generated class needs {(long)sizeof(float) * count}. Rebuild the project.");
        var values = new float[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        if (!BitConverter.IsLittleEndian) Swap(values);
        return values;
    }

    private static void Swap(Span<float> values)
    {
        Span<int> bits = MemoryMarshal.Cast<float, int>(values);
        for (int i = 0; i < bits.Length; i++) bits[i] = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits[i]);
    }
}
