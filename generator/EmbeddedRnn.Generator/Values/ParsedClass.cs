using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>
/// What was read from one attribute.
/// </summary>
/// <param name="Class">The class, or null where code cannot be generated for it.</param>
/// <param name="Sites">Where the attribute and its arguments stand.</param>
/// <param name="Problems">What is wrong with the class itself.</param>
internal sealed record ParsedClass(AnnotatedClass? Class, AttributeSites Sites, EquatableArray<SpecProblem> Problems);
