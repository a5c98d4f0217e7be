using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Desktop.Quantised;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Makes the stages of a model's layers and lays out the memory between them.</summary>
internal sealed class StageBuilder
{
    private readonly MemoryPlan memory;
    private readonly PlanChoices? forced;
    private readonly bool streams;
    private readonly bool single;
    private readonly DesktopOptions options;
    private int tensors;
    private int rows;
    private int ranges;

    public StageBuilder(MemoryPlan memory, Model model, DesktopOptions options, PlanChoices? forced = null)
    {
        this.options = options;
        rows = 4 * QuantisedModel.Others(model).Sum(t => t.Count);
        this.forced = forced;
        this.memory = memory;
        streams = model.CanStream;
        single = model.Layers.Count == 1 && model.Layers[0] is CellLayer;
    }

    /// <summary>
    /// The layers as one chain. A last-step layer has no stage: in a chain every step is the last so far.
    /// </summary>
    public ChainStage Chain(IReadOnlyList<Layer> layers, Layer around, string prefix, bool residual)
    {
        int first = tensors;
        var stages = new List<Stage>();
        var buffers = new List<Region?>();
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is LastStepLayer) continue;
            string number = prefix + Literal.Of(i + 1);
            bool last = !residual && layers.Skip(i + 1).All(l => l is LastStepLayer);
            Stage stage = Build(layers[i], single ? "Step" : "Layer" + number, number, storesOutput: last || !streams);
            stages.Add(stage);
            bool needsBuffer = stage.Result is null && !last;
            buffers.Add(needsBuffer ? memory.Add("layer" + number, layers[i].OutputSize, $"what layer {number.Replace('_', '.')} gives") : null);
        }
        return new ChainStage(around, stages, buffers, Tiles(stages, prefix, residual), residual, first);
    }

    // Between stages that run over several steps at a time.
    private IReadOnlyList<Region?> Tiles(IReadOnlyList<Stage> stages, string prefix, bool residual)
    {
        bool runs = streams && (stages.Count > 1 || residual) && stages.Any(s => KernelWidth.All.Any(s.HasRun));
        return stages.Select((stage, i) => runs && (residual || i < stages.Count - 1)
            ? memory.Add($"tile{prefix}{i + 1}", RunPlanner.StepsAhead * stage.Layer.OutputSize, $"what {RunPlanner.StepsAhead} steps of {stage.Layer.Describe()} give")
            : null).ToArray();
    }

    /// <summary>One layer.</summary>
    public Stage Build(Layer layer, string name, string number, bool storesOutput, bool backward = false)
    {
        if (layer is ResidualLayer residual) return Chain(residual.Inner, residual, number + "_", residual: true);
        if (layer is CellLayer quantised && options.Weights != WeightFormat.Float32) return Quantised(quantised, name, storesOutput);
        int offset = tensors;
        tensors += layer.Tensors.Where(t => !WeightName.IsInitialState(t)).Sum(t => t.Count);
        return layer switch
        {
            CellLayer cell => new PassStage(CellPlanner.Plan(cell, memory, SkippingPlanner.Choose(cell, forced?.Skipping ?? options.Skipping)), name, offset, storesOutput, backward, forced) { CountsMacs = options.CountMacs },
            DenseLayer dense => new PassStage(FeedForwardPlanner.Plan(dense, memory), name, offset, storesOutput),
            Conv1dLayer convolution => new PassStage(FeedForwardPlanner.Plan(convolution, memory), name, offset, storesOutput),
            ActivationLayer { Function.Kind: ActivationKind.Softmax } softmax => new SoftmaxStage(softmax, name, offset),
            ActivationLayer or AffineLayer => new ElementStage(layer, name, offset),
            _ => throw new ArgumentException($"the desktop code has no layer of kind {layer.Kind}."),
        };
    }

    // Its rows stand behind the tensors of all layers that are no cell.
    private QuantisedStage Quantised(CellLayer cell, string name, bool storesOutput)
    {
        var stage = new QuantisedStage(CellPlanner.Plan(cell, memory), name, rows, ranges, options.Weights, storesOutput, options.CountSaturated);
        rows += stage.RowsLength;
        ranges += QuantisedStage.RangesLength(cell);
        return stage;
    }
}
