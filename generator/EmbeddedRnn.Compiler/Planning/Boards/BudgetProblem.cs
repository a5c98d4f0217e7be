using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>What does not fit, in the words that both the build and the command have for it.</summary>
/// <param name="Id">Which problem, from <see cref="ProblemIds"/>.</param>
/// <param name="Subject">The class; "" for all classes of a compilation together.</param>
/// <param name="Message">What is over, by how much, and what would help.</param>
public sealed record BudgetProblem(string Id, string Subject, string Message)
{
    /// <summary>The problem as one of an annotated class.</summary>
    public SpecProblem ToSpecProblem() => SpecProblem.At(null, Id, Message);
}
