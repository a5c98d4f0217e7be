using System.Collections.Generic;
using System.Globalization;
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
    /// <param name="found">The model that the spec names, or null for a class that takes its weights at run time.</param>
    public static SpecResolution Resolve(CellSpec spec, string className, Model? found)
    {
        var problems = new List<SpecProblem>();
        if (found is null)
        {
            CheckSizes(spec, null, className, problems);
            if (spec.Kind == CellKind.Gru && spec.Reset is null)
                problems.Add(NotStated(SpecArguments.Reset, className, "ResetPosition.After or ResetPosition.Before"));
            if (spec.Kind == CellKind.Rnn && spec.Activation is null) problems.Add(ActivationNotStated(className));
            return problems.Count > 0 ? Wrong(problems) : new SpecResolution(ShapeModel.Of(spec, className));
        }

        if (found.Layers.Count != 1 || found.Layers[0] is not CellLayer { HasUsualActivations: true } cell || cell.Kind != KindOf(spec))
        {
            CheckSizes(spec, null, className, problems);
            string advice = (found.Layers.Count, found.Layers[0]) switch
            {
                (1, CellLayer { HasUsualActivations: true } other) => $"use [{AttributeOf(other.Kind)}] on the class, or name another model",
                (1, CellLayer) => "export it with the usual activations and no clip, since a cell attribute knows no others",
                _ => "export one layer on its own, since a cell attribute takes a model of one cell",
            };
            problems.Add(SpecProblem.At(SpecArguments.Model, ProblemIds.ModelNotThisCell, found.Name, Contents(found), KindOf(spec).ToUpperInvariant(), advice));
            return Wrong(problems);
        }

        CheckSizes(spec, cell, className, problems);
        SpecAgreement.Check(spec, found.Name, cell, problems);
        bool fillIn = cell is RnnLayer { Function: null };
        if (fillIn && spec.Activation is null) problems.Add(ActivationNotStated(className));
        if (problems.Count > 0) return Wrong(problems);
        return new SpecResolution(fillIn ? found.WithActivation(spec.Activation!.Value) : found);
    }

    /// <summary>
    /// Resolves the spec of a class whose model the project has but whose text is not there yet (a design-time build
    /// before the first build): a model of the spec's shape in its place, so that an editor knows the class's members.
    /// </summary>
    /// <param name="spec">What the attribute says.</param>
    /// <param name="className">The class's name.</param>
    /// <param name="modelName">The model's name.</param>
    public static SpecResolution ResolvePending(CellSpec spec, string className, string modelName)
    {
        EquatableArray<SpecProblem> problems = ProblemsOfAnyModel(spec, className);
        if (problems.Count > 0) return new SpecResolution(problems);
        CellSpec stated = spec with { Reset = spec.Reset ?? ResetPosition.After, Activation = spec.Activation ?? Activation.Tanh };
        return new SpecResolution(ShapeModel.OfZeros(stated, modelName));
    }

    /// <summary>What is wrong with a spec that names a model, whatever the model says.</summary>
    /// <param name="spec">What the attribute says.</param>
    /// <param name="className">The class's name.</param>
    public static EquatableArray<SpecProblem> ProblemsOfAnyModel(CellSpec spec, string className)
    {
        var problems = new List<SpecProblem>();
        CheckSizes(spec, null, className, problems);
        return new EquatableArray<SpecProblem>(problems);
    }

    private static void CheckSizes(CellSpec spec, CellLayer? cell, string className, List<SpecProblem> problems)
    {
        Check(SpecArguments.InputSize, spec.InputSize, cell?.InputSize);
        Check(SpecArguments.HiddenSize, spec.HiddenSize, cell?.HiddenSize);
        int? projection = (cell as LstmLayer)?.Projection?.Rows;
        if (spec.ProjectionSize is { } stated) Range(SpecArguments.ProjectionSize, stated);
        else if (projection is { } fromFile) Range(SpecArguments.ProjectionSize, fromFile);

        void Check(string argument, int? size, int? inModel)
        {
            if (size is { } given) Range(argument, given);
            else
            {
                string example = inModel is { } value && SpecLimits.Allows(value)
                    ? $"the model has {Number(value)}, so write {argument} = {Number(value)}"
                    : $"write {argument} = a number from {Number(SpecLimits.Smallest)} to {Number(SpecLimits.Largest)}";
                problems.Add(SpecProblem.At(null, ProblemIds.SizeMissing, className, argument, example));
            }
        }

        void Range(string argument, int size)
        {
            if (!SpecLimits.Allows(size))
                problems.Add(SpecProblem.At(argument, ProblemIds.SizeOutOfRange, argument, Number(size), Number(SpecLimits.Smallest), Number(SpecLimits.Largest)));
        }
    }

    private static SpecResolution Wrong(List<SpecProblem> problems) => new(new EquatableArray<SpecProblem>(problems));

    private static SpecProblem NotStated(string argument, string className, string choices) =>
        SpecProblem.At(argument, ProblemIds.OptionNotStated, className, argument, choices);

    private static SpecProblem ActivationNotStated(string className) =>
        NotStated(SpecArguments.Activation, className, "Activation.Tanh or Activation.Relu");

    private static string Contents(Model model) =>
        model.Layers.Count == 1
            ? model.Layers[0] is CellLayer { HasUsualActivations: false } ? model.Layers[0].Describe() : "one " + model.Layers[0].Kind.ToUpperInvariant()
            : $"{Number(model.Layers.Count)} layers ({string.Join(", ", model.Layers.Select(l => l.Kind.ToUpperInvariant()))})";

    private static string KindOf(CellSpec spec) => spec.Kind switch { CellKind.Rnn => "rnn", CellKind.Gru => "gru", _ => "lstm" };

    private static string AttributeOf(string kind) => kind switch { "rnn" => "RnnCell", "gru" => "GruCell", _ => "LstmCell" };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
