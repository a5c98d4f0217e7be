using EmbeddedRnn.Compiler;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A class that the generator failed for, and how.</summary>
internal sealed record ClassFailure(ClassTarget Target, string Message);
