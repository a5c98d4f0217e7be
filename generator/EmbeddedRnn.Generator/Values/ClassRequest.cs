using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>A class together with the model and the inputs that it names: all that its generated code depends on.</summary>
/// <param name="Class">The class.</param>
/// <param name="Lookup">What became of the model that it names; null where it names none.</param>
/// <param name="Inputs">What became of the inputs that it is to be measured on; null where it names none.</param>
/// <param name="Profile">What its code is written for.</param>
/// <param name="Unsupported">What the project lacks to compile generated code; null where it lacks nothing.</param>
/// <param name="DeviceIlBudget">The IL budget of device code.</param>
internal sealed record ClassRequest(AnnotatedClass Class, ModelLookup? Lookup, InputsLookup? Inputs, Profile Profile, string? Unsupported, int DeviceIlBudget)
{
    public static ClassRequest Of(AnnotatedClass annotated, ProjectModels models, ProjectInputs inputs, ProjectTarget target) =>
        new(annotated, annotated.Spec.Model is { } name ? models.Find(name) : null, annotated.Spec.MeasureOn is { } file ? inputs.Find(file) : null,
            target.Of(annotated.Spec), target.Lacks(annotated.Spec), annotated.Spec.DeviceIlBudget ?? target.DeviceIlBudget);

    /// <summary>The model to generate and where its weights are, or what is wrong; warnings stand among the problems of a model.</summary>
    public (Model? Model, WeightSource Weights, EquatableArray<SpecProblem> Problems) Resolve()
    {
        if (Unsupported is not null) return Wrong(SpecProblem.At(null, ProblemIds.UnsupportedTarget, Class.DisplayName, Unsupported));
        if (Profile == Profile.Device && WhyNoDeviceCode() is { } reason)
            return Wrong(SpecProblem.At(null, ProblemIds.NoDeviceCode, Class.DisplayName, reason));
        if (Profile == Profile.Desktop && Class.LooseConstructor is { } constructor)
            return Wrong(SpecProblem.At(null, ProblemIds.UnsupportedClass, Class.DisplayName, WhyNotLoose(constructor)));
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

    /// <summary>What device code cannot do without; null where nothing is missing, or where something else is wrong first.</summary>
    private string? WhyNoDeviceCode()
    {
        if (Class.Target.IsRecord) return "it is a record, which .NET nanoFramework does not have; make it a class";
        if (Class.Spec.Model is null) return "it names no model, and its code carries its weights; name one of the project's RecurrentModel items";
        if (Class.Spec.DeviceIlBudget is { } budget && (budget < 1 || budget > DeviceLimits.IlBytes))
            return $"its DeviceIlBudget must be from 1 to {DeviceLimits.IlBytes.ToString(CultureInfo.InvariantCulture)} bytes";
        if (Lookup?.Model?.Content.Model is { } model && WhyTooLarge(model) is { } tooLarge)
            return $"its model has {model.ParameterCount.ToString(CultureInfo.InvariantCulture)} parameters, {tooLarge}";
        return null;
    }

    // As integers more of them fit, and a model that states ranges brings its values at every size.
    private string? WhyTooLarge(Model model)
    {
        bool integers = Class.Spec.Weights != WeightFormat.Float32;
        if (model.ParameterCount > (integers ? DeviceLimits.StaticBytes : ModelText.InlineLimit))
            return "more than an assembly for .NET nanoFramework can hold; train a smaller one";
        if (model.HasWeights) return null;
        return integers
            ? $"and a build hands on the values of more than {ModelText.InlineLimit.ToString(CultureInfo.InvariantCulture)} only where the model states its ranges, which integer weights need; find them with 'embeddedrnn calibrate' and name the model that it writes"
            : "more than an assembly for .NET nanoFramework can hold; train a smaller one";
    }

    /// <summary>A generated constructor gives the weights, and the one without parameters is only written where the user has none.</summary>
    private string WhyNotLoose(string constructor)
    {
        string call = Class.Spec.Model is null ? "this(weights)" : Class.Target.DeclaresParameterlessConstructor ? "this(PackedWeights.Embedded)" : "this()";
        return $"has a constructor, {constructor}, that calls no generated one, so that an instance would have no weights; write ': {call}' behind its parameters";
    }

    /// <summary>The resource under the name that the build's target gives it.</summary>
    private static WeightSource Resource(string itemName) => WeightSource.Resource($"EmbeddedRnn.{itemName}.weights");

    private (Model?, WeightSource, EquatableArray<SpecProblem>) Resolved(SpecResolution resolution, WeightSource weights)
    {
        if (resolution.Model is not { } model) return (null, weights, resolution.Problems);
        return (model, weights, WhyNotMeasured(model) is not { } reason ? resolution.Warnings : new EquatableArray<SpecProblem>(resolution.Warnings.Append(
            SpecProblem.At(SpecArguments.MeasureOn, ProblemIds.InputsUnusable, Class.DisplayName, Class.Spec.MeasureOn!, reason))));
    }

    /// <summary>Why the inputs that the attribute names are of no use; null where they are, or where it names none.</summary>
    private string? WhyNotMeasured(Model model)
    {
        if (Inputs is null) return null;
        if (Class.Spec.Weights == WeightFormat.Float32) return "its weights are float32, and only those of an integer WeightFormat are measured";
        if (Class.Spec.Model is null) return "it has no weights of its own; embeddedrnn check measures those that are given at run time";
        if (Inputs.Content?.Inputs is not { } inputs) return Inputs.Problem;
        return inputs.Width == model.InputSize ? null
            : $"it has {inputs.Width.ToString(CultureInfo.InvariantCulture)} values a step, but the model takes {model.InputSize.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>A problem that hides the model: what is wrong with the spec whatever the model says is told beside it.</summary>
    private (Model?, WeightSource, EquatableArray<SpecProblem>) Wrong(SpecProblem problem) =>
        (null, WeightSource.RunTime, new EquatableArray<SpecProblem>(
            SpecResolver.ProblemsOfAnyModel(Class.Spec, Class.DisplayName).Prepend(problem)));
}
