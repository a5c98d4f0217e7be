namespace EmbeddedRnn.Compiler.Planning.Device;

/// <summary>
/// What .NET nanoFramework can hold. It says nothing when most of these are exceeded, and the program dies on the board.
/// Source: nf-interpreter and the metadata processor.
/// </summary>
public static class DeviceLimits
{
    /// <summary>Bytes of IL of all methods in an assembly.</summary>
    public const int IlBytes = 65_535;

    /// <summary>
    /// Bytes of static array data in a class. That of an assembly and its signatures take less than 65,536 together.
    /// </summary>
    public const int StaticBytes = 64_000;

    /// <summary>Arrays of constants in an assembly: each is a static field of one class of the compiler's, and a class can have so many.</summary>
    public const int StaticArrays = 255;

    /// <summary>Bytes that a branch can jump over.</summary>
    public const int Branch = 32_767;

    /// <summary>Locals of a method, and the depth of its evaluation stack.</summary>
    public const int Locals = 255;
}
