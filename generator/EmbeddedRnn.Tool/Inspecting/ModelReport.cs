using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Tool.Inspecting;

/// <summary>What inspect says about a model; its JSON has these names.</summary>
internal sealed record ModelReport(
    string Name,
    string File,
    string Drawing,
    string Hash,
    int InputSize,
    int OutputSize,
    long Parameters,
    long MacsPerStep,
    int StateSize,
    WeightBytes Bytes,
    bool HasInitialState,
    long NonFiniteWeights,
    bool CanStream,
    string? WhyNotStreaming,
    bool OutputsLastStepOnly,
    IReadOnlyList<LayerReport> Layers)
{
    public static ModelReport Of(string file, Model model)
    {
        LayerReport[] layers = [.. model.Layers.Select(LayerReport.Of)];
        return new ModelReport(
            model.Name, file, Inspecting.Drawing.Of(model), model.Hash, model.InputSize, model.OutputSize, model.ParameterCount, model.MacsPerStep, model.StateSize,
            new WeightBytes(layers.Sum(l => l.Bytes.Float32), layers.Sum(l => l.Bytes.Int16), layers.Sum(l => l.Bytes.Int8)),
            layers.Any(l => l.HasInitialState), layers.Sum(l => l.NonFiniteWeights),
            model.CanStream, model.WhyNotStreaming, model.OutputsLastStepOnly, layers);
    }
}

/// <summary>One layer of a <see cref="ModelReport"/>; its figures include those of the layers inside it.</summary>
internal sealed record LayerReport(
    string Kind,
    string Description,
    int InputSize,
    int OutputSize,
    long Parameters,
    long MacsPerStep,
    int StateSize,
    WeightBytes Bytes,
    bool HasInitialState,
    long NonFiniteWeights,
    IReadOnlyList<TensorReport> Tensors,
    IReadOnlyList<LayerReport> Inner)
{
    public static LayerReport Of(Layer layer) => new(
        layer.Kind, layer.Describe(), layer.InputSize, layer.OutputSize, layer.ParameterCount, layer.MacsPerStep, layer.StateSize,
        WeightBytes.Of(layer),
        layer.Tensors.Any(t => t.Name is TensorNames.InitialHidden or TensorNames.InitialCell),
        layer.Tensors.Sum(NonFinite),
        [.. layer.Tensors.Select(t => new TensorReport(t.Name, t.Rows, t.Columns))],
        [.. layer.Inner.Select(Of)]);

    private static long NonFinite(Tensor tensor) => tensor.HasValues ? tensor.ToArray().LongCount(value => !float.IsFinite(value)) : 0;
}

/// <summary>A tensor's name and shape.</summary>
internal sealed record TensorReport(string Name, int Rows, int Columns);
