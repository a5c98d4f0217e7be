namespace EmbeddedRnn.Compiler.Planning.Device;

/// <summary>
/// What objects take of .NET nanoFramework's managed heap on a board of 32 bits: it is cut into blocks of 12 bytes, of which an array
/// has a head and an object one for itself and one for each field. Source: nf-interpreter.
/// </summary>
internal static class HeapSize
{
    /// <summary>A reference in an array, a field, a local or a place on the stack.</summary>
    public const int Slot = 12;

    private const int ArrayHead = 20;

    /// <summary>An array.</summary>
    /// <param name="count">Its values.</param>
    /// <param name="valueBytes">Bytes of one.</param>
    public static int OfArray(int count, int valueBytes) => (ArrayHead + count * valueBytes + Slot - 1) / Slot * Slot;

    /// <summary>An object, without what its fields refer to.</summary>
    public static int OfObject(int fields) => Slot * (1 + fields);
}
