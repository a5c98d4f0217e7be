using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>What came out for a class: files with names unique in the project, or why the generator failed.</summary>
internal sealed record EmittedClass(AnnotatedClass Class, EquatableArray<EmittedFile> Files, string? Failure);
