using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A class together with the one model that it names: all that its generated code depends on.</summary>
/// <param name="Class">The class.</param>
/// <param name="Lookup">What became of the model that it names; null where it names none.</param>
/// <param name="Unsupported">What the project lacks to compile generated code; null where it lacks nothing.</param>
internal sealed record ClassRequest(AnnotatedClass Class, ModelLookup? Lookup, string? Unsupported)
{
    public static ClassRequest Of(AnnotatedClass annotated, ProjectModels models, string? unsupported) =>
        new(annotated, annotated.Spec.Model is { } name ? models.Find(name) : null, unsupported);

    /// <summary>The model to generate and where its weights are, or what is wrong; warnings stand among the problems of a model.</summary>
    public (Model? Model, WeightSource Weights, EquatableArray<SpecProblem> Problems) Resolve()
    {
        if (Unsupported is not null) return Wrong(SpecProblem.At(null, ProblemIds.UnsupportedTarget, Class.DisplayName, Unsupported));
        if (Lookup is null) return Resolved(SpecResolver.Resolve(Class.Spec, Class.DisplayName, null), WeightSource.RunTime);
        if (Lookup.PendingName is { } name) return Resolved(SpecResolver.ResolvePending(Class.Spec, Class.DisplayName, name), Resource(name));
        if (Lookup.Model is not { } item) return Wrong(Lookup.Problem!);
        if (item.Content.Model is not { } model)
            return Wrong(SpecProblem.At(SpecArguments.Model, ProblemIds.ModelTextDamaged, item.Name, item.Content.Damage));
        return Resolved(
            SpecResolver.Resolve(Class.Spec, Class.DisplayName, model.WithName(item.Name)),
            model.HasWeights ? WeightSource.Inline : Resource(item.Name));
    }

    /// <summary>
    /// A model in the place of one that is wrong, or null where the attribute does not say enough for one. It is never run, since
    /// the problem stops the build; with it, the problem stands alone instead of among errors about members that are missing.
    /// </summary>
    public (Model? Model, WeightSource Weights) StandIn()
    {
        if (Unsupported is not null) return (null, WeightSource.RunTime);
        string? name = Class.Spec.Model;
        SpecResolution resolution = SpecResolver.ResolvePending(Class.Spec, Class.DisplayName, name ?? Class.DisplayName);
        return (resolution.Model, name is null ? WeightSource.RunTime : Resource(name));
    }

    /// <summary>The resource under the name that the build's target gives it.</summary>
    private static WeightSource Resource(string itemName) => WeightSource.Resource($"EmbeddedRnn.{itemName}.weights");

    private static (Model?, WeightSource, EquatableArray<SpecProblem>) Resolved(SpecResolution resolution, WeightSource weights) =>
        (resolution.Model, weights, resolution.Model is null ? resolution.Problems : resolution.Warnings);

    /// <summary>A problem that hides the model: what is wrong with the spec whatever the model says is told beside it.</summary>
    private (Model?, WeightSource, EquatableArray<SpecProblem>) Wrong(SpecProblem problem) =>
        (null, WeightSource.RunTime, new EquatableArray<SpecProblem>(
            SpecResolver.ProblemsOfAnyModel(Class.Spec, Class.DisplayName).Prepend(problem)));
}
