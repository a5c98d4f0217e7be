using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>
/// Brings an attribute and a model together: what a file states, the attribute may repeat but not contradict; what
/// neither states and nobody may guess is a problem.
/// </summary>
public static class SpecResolver
{
    /// <summary>Resolves a spec.</summary>
    /// <param name="spec">What the attribute says.</param>
    /// <param name="className">The class's name: the name of the model where there is no file, and the class that messages name.</param>
    /// <param name="found">The model that the spec names, or null where it names none: a cell then takes its weights at run time.</param>
    public static SpecResolution Resolve(ClassSpec spec, string className, Model? found)
    {
        SpecResolution resolution = spec is CellSpec cell
            ? CellResolver.Resolve(cell, className, found)
            : NetworkResolver.Resolve((NetworkSpec)spec, className, found);
        return resolution.Model is { } model ? WithGates(spec, model, found is not null) : resolution;
    }

    /// <summary>
    /// Resolves the spec of a class whose model the project has but whose text is not there yet (a design-time build
    /// before the first build): another model in its place, so that an editor knows the class's members.
    /// </summary>
    /// <param name="spec">What the attribute says.</param>
    /// <param name="className">The class's name.</param>
    /// <param name="modelName">The model's name.</param>
    public static SpecResolution ResolvePending(ClassSpec spec, string className, string modelName) => spec is CellSpec cell
        ? CellResolver.ResolvePending(cell, className, modelName)
        : NetworkResolver.ResolvePending(modelName);

    // A class without a model says how its model will be trained; there is nothing yet to compare that with.
    private static SpecResolution WithGates(ClassSpec spec, Model model, bool isTrained)
    {
        SpecProblem[] absent = spec.Gates.Without(model)
            .Select(argument => SpecProblem.At(argument, ProblemIds.SpecAndModelDisagree, argument, "stated", model.Name, "no gate of this name")).ToArray();
        if (absent.Length > 0) return SpecResolution.Wrong(absent);
        Model gated = spec.Gates.ApplyTo(model);
        if (isTrained && spec.Weights != WeightFormat.Float32 && MissingForIntegers(gated) is { } missing)
            return SpecResolution.Wrong(new[] { SpecProblem.At(SpecArguments.WeightFormat, ProblemIds.RangeNotKnown, model.Name, missing, $"WeightFormat.{spec.Weights}") });
        IEnumerable<SpecProblem> warnings = isTrained
            ? spec.Gates.Untrained(model).Select(gate => SpecProblem.At(null, ProblemIds.GateNotTrained, model.Name, gate))
            : Enumerable.Empty<SpecProblem>();
        return new SpecResolution(gated, warnings);
    }

    // The build's target puts the weights of a model with ranges into its text; one that is listed by hand may keep them beside it.
    private static string? MissingForIntegers(Model model) =>
        CellRanges.Missing(model) ?? (model.HasWeights ? null : "the weights themselves, which a text among the AdditionalFiles may lack but one of a RecurrentModel item has");

    /// <summary>What is wrong with a spec that names a model, whatever the model says.</summary>
    /// <param name="spec">What the attribute says.</param>
    /// <param name="className">The class's name.</param>
    public static EquatableArray<SpecProblem> ProblemsOfAnyModel(ClassSpec spec, string className) =>
        spec is CellSpec cell ? CellResolver.ProblemsOfAnyModel(cell, className) : default;
}
