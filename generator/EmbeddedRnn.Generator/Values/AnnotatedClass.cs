using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>An annotated class that code can be generated for: all that the output depends on, and no place in a file.</summary>
/// <param name="Target">The class to complete.</param>
/// <param name="DisplayName">The class as messages name it.</param>
/// <param name="HintName">The start of its files' names, with namespace and containing types.</param>
/// <param name="LooseConstructor">A constructor of the user's that calls no generated one; null where there is none.</param>
/// <param name="Spec">What its attribute says.</param>
internal sealed record AnnotatedClass(ClassTarget Target, string DisplayName, string HintName, string? LooseConstructor, ClassSpec Spec);
