using EmbeddedRnn.Compiler;
using Microsoft.CodeAnalysis;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A class that the generator failed for, and how.</summary>
internal sealed record CellFailure(ClassTarget Target, string Message)
{
    /// <summary>The failures among emitted classes.</summary>
    public static IncrementalValuesProvider<CellFailure> In(IncrementalValuesProvider<EmittedCell> emitted) =>
        emitted.Where(cell => cell.Failure is not null).Select((cell, _) => new CellFailure(cell.Class.Target, cell.Failure!));
}
