using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>What came out for a class: files with names unique in the project, or why the generator failed.</summary>
/// <param name="Class">The class.</param>
/// <param name="Files">Its files.</param>
/// <param name="Failure">Why the generator failed; null where it did not.</param>
internal sealed record EmittedClass(AnnotatedClass Class, EquatableArray<EmittedFile> Files, string? Failure)
{
    /// <summary>What its code takes on a device; null for desktop code and for a stand-in.</summary>
    public DeviceSize? Size { get; init; }

    /// <summary>What its code takes too much of.</summary>
    public EquatableArray<SpecProblem> Problems { get; init; }
}

/// <summary>What all device classes of a project share.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="IlBytes">Its bytes of IL.</param>
/// <param name="StaticBytes">Its bytes of static data.</param>
/// <param name="StaticArrays">The arrays of constants that this data is.</param>
/// <param name="RamBytes">Its bytes of memory, with one instance that takes sequences of one step.</param>
internal sealed record DeviceSize(string ClassName, int IlBytes, int StaticBytes, int StaticArrays, int RamBytes);
