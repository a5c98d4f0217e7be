using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A class that cannot run: the generator failed for it, or its code takes more than a device has.</summary>
/// <param name="Target">The class.</param>
/// <param name="Message">How the generator failed; "" where it did not.</param>
/// <param name="Problems">What the code takes too much of.</param>
internal sealed record ClassFailure(ClassTarget Target, string Message, EquatableArray<SpecProblem> Problems);
