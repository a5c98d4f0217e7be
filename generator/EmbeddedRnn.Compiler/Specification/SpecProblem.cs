namespace EmbeddedRnn.Compiler.Specification;

/// <summary>Something that is wrong with an annotated class, as a value.</summary>
/// <param name="Id">Which problem, from <see cref="ProblemIds"/>.</param>
/// <param name="Argument">The attribute argument it stands at, from <see cref="SpecArguments"/>; null for the attribute itself.</param>
/// <param name="MessageArguments">What the message of this id is filled in with.</param>
public sealed record SpecProblem(string Id, string? Argument, EquatableArray<string> MessageArguments)
{
    /// <summary>Makes a problem.</summary>
    public static SpecProblem At(string? argument, string id, params string[] messageArguments) =>
        new(id, argument, new EquatableArray<string>(messageArguments));
}
