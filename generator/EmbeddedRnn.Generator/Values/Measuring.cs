using System.Linq;
using System.Threading;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Measuring;
using EmbeddedRnn.Compiler.Specification;

namespace EmbeddedRnn.Generator.Values;

/// <summary>All that the measured error of a class depends on: not its name, and no option that changes no number.</summary>
/// <param name="Model">The model with the gates of the class.</param>
/// <param name="Weights">The format.</param>
/// <param name="Activations">How exactly its activations are computed.</param>
/// <param name="Given">The inputs that its attribute names; null for drawn ones.</param>
internal sealed record MeasuringQuestion(Model Model, WeightFormat Weights, ActivationPrecision Activations, InputsContent? Given)
{
    /// <summary>The question of a class; null for one that has nothing to measure.</summary>
    public static MeasuringQuestion? Of(ClassRequest request)
    {
        ClassSpec spec = request.Class.Spec;
        if (spec.Weights == WeightFormat.Float32 || request.Profile == Profile.Device) return null;
        (Model? model, WeightSource weights, EquatableArray<SpecProblem> problems) = request.Resolve();
        return model is null || weights.Kind != WeightSourceKind.Inline || problems.Any(p => p.Id == ProblemIds.InputsUnusable) || !model.AllLayers.Any(l => l is CellLayer)
            ? null
            : new MeasuringQuestion(model, spec.Weights, spec.Activations, request.Inputs?.Content);
    }

    /// <summary>Measures.</summary>
    public MeasuredError Measure(CancellationToken cancellation)
    {
        string sentence = Guard.Run(
            () => Measurement.Of(Model, Weights, Activations, Inputs, _ => cancellation.ThrowIfCancellationRequested()).ToString(),
            failure => $"Its error could not be measured: {failure}");
        return new MeasuredError(this, sentence);
    }

    private MeasuringInputs Inputs => Given?.Inputs?.Limited(Model) ?? MeasuringInputs.Drawn(Model);
}

/// <summary>A question with its answer, a sentence.</summary>
internal sealed record MeasuredError(MeasuringQuestion Question, string Sentence);

/// <summary>A class with what is to be measured of it.</summary>
internal sealed record AskedRequest(ClassRequest Request, MeasuringQuestion? Question)
{
    /// <summary>Asks; a class with a defect, which is reported elsewhere, asks nothing.</summary>
    public static AskedRequest Of(ClassRequest request) => new(request, Guard.Run(() => MeasuringQuestion.Of(request), _ => null));

    /// <summary>The class with the answer.</summary>
    public (ClassRequest Request, string? Error) Answered(EquatableArray<MeasuredError> errors) =>
        (Request, Question is null ? null : errors.FirstOrDefault(e => e.Question == Question)?.Sentence);
}
