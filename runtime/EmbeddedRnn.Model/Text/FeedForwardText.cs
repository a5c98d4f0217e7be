using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>The layers without a recurrence in model text.</summary>
internal static class FeedForwardText
{
    private const string Input = "input";
    private const string Function = "function";
    private const string Kernel = "kernel";
    private const string Dilation = "dilation";
    private const string Groups = "groups";
    private const string LookAhead = "look-ahead";
    private const string FinalStates = "final-states";

    private static readonly string[] WeightsAndBias = { TensorNames.Weights, TensorNames.Bias };

    public static readonly LayerForm[] Forms =
    {
        new LayerForm("dense", _ => Enumerable.Empty<string>(), ReadDense) { Tensors = WeightsAndBias },
        new LayerForm("activation", layer => Write((ActivationLayer)layer), ReadActivation)
            { Options = new[] { Function, Input }, Tensors = new[] { TensorNames.Slopes } },
        new LayerForm("affine", _ => Enumerable.Empty<string>(), ReadAffine) { Tensors = new[] { TensorNames.Scale, TensorNames.Shift } },
        new LayerForm("conv1d", layer => Write((Conv1dLayer)layer), ReadConv1d)
            { Options = new[] { Input, Kernel, Dilation, Groups, LookAhead }, Tensors = WeightsAndBias },
        new LayerForm("last-step", layer => Write((LastStepLayer)layer), ReadLastStep) { Options = new[] { Input, FinalStates } },
    };

    private static Layer ReadDense(LayerLines lines) => new DenseLayer(lines.RequiredTensor(TensorNames.Weights), lines.Tensor(TensorNames.Bias));

    private static Layer ReadAffine(LayerLines lines) =>
        new AffineLayer(lines.RequiredTensor(TensorNames.Scale), lines.RequiredTensor(TensorNames.Shift));

    private static IEnumerable<string> Write(ActivationLayer layer)
    {
        yield return FunctionText.Line(Function, layer.Function);
        yield return $"{Input} {LayerText.Number(layer.InputSize)}";
    }

    private static Layer ReadActivation(LayerLines lines) =>
        new ActivationLayer(lines.Size(Input), lines.Function(Function), lines.Tensor(TensorNames.Slopes));

    private static IEnumerable<string> Write(Conv1dLayer layer)
    {
        yield return $"{Input} {LayerText.Number(layer.InputSize)}";
        yield return $"{Kernel} {LayerText.Number(layer.KernelSize)}";
        if (layer.Dilation != 1) yield return $"{Dilation} {LayerText.Number(layer.Dilation)}";
        if (layer.Groups != 1) yield return $"{Groups} {LayerText.Number(layer.Groups)}";
        if (layer.LookAhead != 0) yield return $"{LookAhead} {LayerText.Number(layer.LookAhead)}";
    }

    private static Layer ReadConv1d(LayerLines lines) => new Conv1dLayer(
        lines.Size(Input), lines.Size(Kernel), lines.RequiredTensor(TensorNames.Weights), lines.Tensor(TensorNames.Bias),
        lines.Size(Dilation, 1), lines.Size(Groups, 1), lines.Size(LookAhead, 0));

    private static IEnumerable<string> Write(LastStepLayer layer)
    {
        yield return $"{Input} {LayerText.Number(layer.InputSize)}";
        if (layer.FinalStates) yield return $"{FinalStates} yes";
    }

    private static Layer ReadLastStep(LayerLines lines) => new LastStepLayer(lines.Size(Input), lines.Yes(FinalStates));
}
