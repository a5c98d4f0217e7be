using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// A network that needs whole sequences, layer by layer: each layer reads the values of all steps from one buffer and writes
/// those of all steps to the next.
/// </summary>
internal sealed class SequencePlan
{
    private readonly MemoryPlan memory;
    private readonly StageBuilder builder;
    private readonly List<Stage> leaves = new();

    public SequencePlan(MemoryPlan memory, Model model, DesktopOptions options)
    {
        this.memory = memory;
        builder = new StageBuilder(memory, model, options);
        Nodes = Build(model.Layers, "");
        Stages = new ChainStage(model.Layers[0], leaves, leaves.Select(_ => (Region?)null).ToArray(), leaves.Select(_ => (Region?)null).ToArray(), residual: false, 0);
    }

    public IReadOnlyList<SequenceNode> Nodes { get; }

    /// <summary>All stages in the order of their weights and states.</summary>
    public ChainStage Stages { get; }

    /// <summary>Values that all buffers together hold for one step.</summary>
    public int BufferWidth => Width(Nodes);

    private static int Width(IReadOnlyList<SequenceNode> nodes) =>
        nodes.Sum(n => (n.Layer is LastStepLayer ? 0 : n.Layer.OutputSize) + Width(n.Inner));

    private IReadOnlyList<SequenceNode> Build(IReadOnlyList<Layer> layers, string prefix)
    {
        var nodes = new List<SequenceNode>();
        for (int i = 0; i < layers.Count; i++)
        {
            Layer layer = layers[i];
            string number = prefix + Literal.Of(i + 1);
            string name = "Layer" + number;
            nodes.Add(layer switch
            {
                LastStepLayer => new SequenceNode(layer),
                ReversedLayer reversed => new SequenceNode(layer, Leaf(reversed.Cell, name, number, backward: true)),
                BidirectionalLayer both => new SequenceNode(layer, Leaf(both.Forward, name + "Forward", number), Leaf(both.Backward, name + "Backward", number, backward: true)),
                Conv1dLayer { LookAhead: > 0 } => new SequenceNode(layer, Leaf(layer, name, number, storesOutput: false)) { Zeros = memory.Add("zeros" + number, layer.InputSize, "zeros, for steps after the last") },
                ResidualLayer { WhyNotStreaming: not null } residual => new SequenceNode(layer) { Inner = Build(residual.Inner, number + "_") },
                _ => new SequenceNode(layer, Leaf(layer, name, number)),
            });
        }
        return nodes;
    }

    private Stage Leaf(Layer layer, string name, string number, bool storesOutput = true, bool backward = false)
    {
        Stage stage = builder.Build(layer, name, number, storesOutput, backward);
        leaves.Add(stage);
        return stage;
    }
}

/// <summary>A layer over whole sequences.</summary>
internal sealed class SequenceNode
{
    public SequenceNode(Layer layer, params Stage[] stages)
    {
        Layer = layer;
        Stages = stages;
    }

    public Layer Layer { get; }

    /// <summary>What runs step by step: one stage, or forward and backward, or none.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The layers inside a residual connection that cannot run a step at a time.</summary>
    public IReadOnlyList<SequenceNode> Inner { get; init; } = Array.Empty<SequenceNode>();

    /// <summary>What a convolution that looks ahead reads after the last step.</summary>
    public Region? Zeros { get; init; }
}
