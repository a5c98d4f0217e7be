using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace EmbeddedRnn.CompilerServices;

/// <summary>Copies of known length. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FloatCopy
{
    /// <summary>Copies values that may overlap.</summary>
    /// <param name="from">The first value to read.</param>
    /// <param name="to">The first value to write.</param>
    /// <param name="count">Number of values; a constant where generated code calls this.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float from, ref float to, int count) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref from, count)
            .CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref to, count));
}
