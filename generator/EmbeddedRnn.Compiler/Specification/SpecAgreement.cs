using System.Collections.Generic;
using System.Globalization;

namespace EmbeddedRnn.Compiler.Specification;

/// <summary>What a spec repeats of a model must be what the model says; each contradiction is a problem of its own.</summary>
internal static class SpecAgreement
{
    public static void Check(CellSpec spec, string modelName, CellLayer cell, List<SpecProblem> problems)
    {
        Size(SpecArguments.InputSize, spec.InputSize, cell.InputSize);
        Size(SpecArguments.HiddenSize, spec.HiddenSize, cell.HiddenSize);
        YesNo(SpecArguments.Bias, spec.Bias, cell.InputBias is not null || cell.RecurrentBias is not null);
        switch (cell)
        {
            case RnnLayer rnn:
                problems.AddRange(Activation(spec, modelName, rnn));
                break;
            case GruLayer gru when spec.Reset is { } stated && stated != gru.Reset:
                Disagree(SpecArguments.Reset, $"ResetPosition.{stated}", $"ResetPosition.{gru.Reset}");
                break;
            case LstmLayer lstm:
                YesNo(SpecArguments.Peepholes, spec.Peepholes, lstm.Peepholes is not null);
                YesNo(SpecArguments.CoupledGate, spec.CoupledGate, lstm.Coupled);
                if (lstm.Projection is { } projection) Size(SpecArguments.ProjectionSize, spec.ProjectionSize, projection.Rows);
                else if (spec.ProjectionSize is { } size) Disagree(SpecArguments.ProjectionSize, Number(size), "no projection");
                break;
        }

        void Size(string argument, int? stated, int inModel)
        {
            if (stated is { } size && SpecLimits.Allows(size) && size != inModel) Disagree(argument, Number(size), Number(inModel));
        }

        void YesNo(string argument, bool? stated, bool inModel)
        {
            if (stated is { } yes && yes != inModel) Disagree(argument, Word(yes), Word(inModel));
        }

        void Disagree(string argument, string stated, string inModel) =>
            problems.Add(SpecProblem.At(argument, ProblemIds.SpecAndModelDisagree, argument, stated, modelName, inModel));
    }

    /// <summary>Whether a plain RNN that states its activation states the spec's.</summary>
    public static IEnumerable<SpecProblem> Activation(ClassSpec spec, string modelName, RnnLayer rnn)
    {
        if (spec.Activation is not { } stated || rnn.Function is not { } function || function == (ActivationFunction?)stated) yield break;
        string inModel = rnn.Activation is { } activation ? $"Activation.{activation}" : function.ToString();
        yield return SpecProblem.At(
            SpecArguments.Activation, ProblemIds.SpecAndModelDisagree, SpecArguments.Activation, $"Activation.{stated}", modelName, inModel);
    }

    private static string Word(bool value) => value ? "true" : "false";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
