using System.Globalization;

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

    /// <summary>An option that neither the attribute nor a model states.</summary>
    internal static SpecProblem NotStated(string argument, string className, string choices) =>
        At(argument, ProblemIds.OptionNotStated, className, argument, choices);

    /// <summary>A plain RNN's activation that neither the attribute nor the model states.</summary>
    internal static SpecProblem ActivationNotStated(string className) =>
        NotStated(SpecArguments.Activation, className, "Activation.Tanh or Activation.Relu");

    /// <summary>A size that no generated cell may have.</summary>
    /// <param name="argument">Where it stands.</param>
    /// <param name="what">Which size it is.</param>
    /// <param name="size">The size.</param>
    internal static SpecProblem SizeOutOfRange(string argument, string what, int size) =>
        At(argument, ProblemIds.SizeOutOfRange, what, Number(size), Number(SpecLimits.Smallest), Number(SpecLimits.Largest));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
