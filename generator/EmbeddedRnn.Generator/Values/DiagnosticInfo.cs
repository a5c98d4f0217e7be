using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A diagnostic as values: its id, where it stands, what its message is filled in with, and where else to look.</summary>
internal sealed record DiagnosticInfo(string Id, LocationInfo Location, EquatableArray<string> MessageArguments, LocationInfo? Elsewhere);
