using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>Brings a cell attribute and a model of one cell together.</summary>
internal static class CellResolver
{
    /// <inheritdoc cref="SpecResolver.Resolve"/>
    public static SpecResolution Resolve(CellSpec spec, string className, Model? found)
    {
        var problems = new List<SpecProblem>();
        if (found is null)
        {
            CheckSizes(spec, null, className, problems);
            if (spec.Kind == CellKind.Gru && spec.Reset is null)
                problems.Add(SpecProblem.NotStated(SpecArguments.Reset, className, "ResetPosition.After or ResetPosition.Before"));
            if (spec.Kind == CellKind.Rnn && spec.Activation is null) problems.Add(SpecProblem.ActivationNotStated(className));
            return problems.Count > 0 ? SpecResolution.Wrong(problems) : new SpecResolution(ShapeModel.Of(spec, className));
        }

        if (found.Layers.Count != 1 || found.Layers[0] is not CellLayer cell || cell.Kind != KindOf(spec))
        {
            CheckSizes(spec, null, className, problems);
            string advice = found.Layers.Count == 1 && found.Layers[0] is CellLayer other
                ? $"use [{AttributeOf(other.Kind)}] on the class, or name another model"
                : $"use [RecurrentModel(\"{spec.Model}\")] on the class for the whole network, or export one layer on its own";
            problems.Add(SpecProblem.At(SpecArguments.Model, ProblemIds.ModelNotThisCell, found.Name, Contents(found), KindOf(spec).ToUpperInvariant(), advice));
            return SpecResolution.Wrong(problems);
        }

        CheckSizes(spec, cell, className, problems);
        SpecAgreement.Check(spec, found.Name, cell, problems);
        bool fillIn = cell is RnnLayer { Function: null };
        if (fillIn && spec.Activation is null) problems.Add(SpecProblem.ActivationNotStated(className));
        if (problems.Count > 0) return SpecResolution.Wrong(problems);
        return new SpecResolution(fillIn ? found.WithActivation(spec.Activation!.Value) : found);
    }

    /// <inheritdoc cref="SpecResolver.ResolvePending"/>
    public static SpecResolution ResolvePending(CellSpec spec, string className, string modelName)
    {
        EquatableArray<SpecProblem> problems = ProblemsOfAnyModel(spec, className);
        if (problems.Count > 0) return new SpecResolution(problems);
        CellSpec stated = spec with { Reset = spec.Reset ?? ResetPosition.After, Activation = spec.Activation ?? Activation.Tanh };
        return new SpecResolution(ShapeModel.OfZeros(stated, modelName));
    }

    /// <inheritdoc cref="SpecResolver.ProblemsOfAnyModel"/>
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
            if (!SpecLimits.Allows(size)) problems.Add(SpecProblem.SizeOutOfRange(argument, argument, size));
        }
    }

    private static string Contents(Model model) =>
        model.Layers.Count == 1
            ? model.Layers[0] is CellLayer cell ? "one " + KindOf(cell) : $"1 layer ({KindOf(model.Layers[0])})"
            : $"{Number(model.Layers.Count)} layers ({string.Join(", ", model.Layers.Select(KindOf))})";

    private static string KindOf(Layer layer) => layer is CellLayer ? layer.Kind.ToUpperInvariant() : layer.Kind;

    private static string KindOf(CellSpec spec) => spec.Kind switch { CellKind.Rnn => "rnn", CellKind.Gru => "gru", _ => "lstm" };

    private static string AttributeOf(string kind) => kind switch { "rnn" => "RnnCell", "gru" => "GruCell", _ => "LstmCell" };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
