using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// A trained network as values, in one gate order and one layout, whatever file it came from. Immutable.
/// Two models are equal when their names, structure, weights and ranges are.
/// </summary>
public sealed class Model : IEquatable<Model>
{
    private readonly Layer[] layers;
    private string? hash;

    /// <summary>Makes a model of layers that feed one another.</summary>
    /// <param name="name">A name for messages and generated headers; see <see cref="Name"/>.</param>
    /// <param name="layers">At least one; each layer's input size is the output size of the one before.</param>
    /// <exception cref="ArgumentException">No layer, sizes that do not fit (the message names both), or a sequence layer behind a last step.</exception>
    public Model(string name, params Layer[] layers)
    {
        Name = OneLine(name ?? throw new ArgumentNullException(nameof(name)));
        LayerChain.Require(layers, "a model");
        LayerChain.RequireLastStep(layers);
        this.layers = (Layer[])layers.Clone();
    }

    internal Model(string name, ModelRanges? ranges, string? hash, Layer[] layers)
        : this(name, layers)
    {
        ModelRanges.Require(ranges, layers);
        Ranges = ranges;
        this.hash = hash;
    }

    /// <summary>A name for messages and generated headers: one line, without blanks at its ends, "model" where nothing else is given.</summary>
    public string Name { get; }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers => layers;

    /// <summary>The layers and all layers inside them, first to last, an outer layer before its inner ones.</summary>
    public IEnumerable<Layer> AllLayers => layers.SelectMany(l => l.WithInner());

    /// <summary>The values that inputs and states take, for integer arithmetic; null where nothing is stated.</summary>
    public ModelRanges? Ranges { get; }

    /// <summary>True when the network can run a step at a time; false when it needs the whole sequence.</summary>
    public bool CanStream => WhyNotStreaming is null;

    /// <summary>Which layer needs the whole sequence, and why: "layer 2 (bidirectional) runs in both directions"; null where <see cref="CanStream"/>.</summary>
    public string? WhyNotStreaming => LayerChain.WhyNotStreaming(layers);

    /// <summary>True when a sequence gives one output, that of its last valid step.</summary>
    public bool OutputsLastStepOnly => layers.Any(l => l is LastStepLayer);

    /// <summary>Number of values that go in at each step.</summary>
    public int InputSize => layers[0].InputSize;

    /// <summary>Number of values that come out at each step.</summary>
    public int OutputSize => layers[layers.Length - 1].OutputSize;

    /// <summary>Number of values that are kept from one step to the next, all layers together.</summary>
    public int StateSize => layers.Sum(l => l.StateSize);

    /// <summary>Number of weights, all layers together.</summary>
    public int ParameterCount => layers.Sum(l => l.ParameterCount);

    /// <summary>Multiply-accumulates of one step, all layers together.</summary>
    public long MacsPerStep => layers.Sum(l => l.MacsPerStep);

    /// <summary>True when every tensor has its values here; false for a model whose weights travel in a binary resource.</summary>
    public bool HasWeights => layers.All(l => l.Tensors.All(t => t.HasValues));

    /// <summary>SHA-256 of structure, weights and ranges (not of the name), 64 hexadecimal digits.</summary>
    public string Hash => hash ??= ModelHash.Of(this);

    /// <summary>The state before the first step, layer after layer, [StateSize]; null where no layer carries one and it is zero.</summary>
    public float[]? InitialState()
    {
        float[]? state = null;
        int at = 0;
        foreach (Layer layer in AllLayers.Where(l => l.Inner.Count == 0))
        {
            Tensor? hidden = (layer as CellLayer)?.InitialHidden;
            Tensor? cell = (layer as LstmLayer)?.InitialCell;
            if (hidden is not null || cell is not null) state ??= new float[StateSize];
            hidden?.CopyTo(state!, at);
            cell?.CopyTo(state!, at + layer.OutputSize);
            at += layer.StateSize;
        }
        return state;
    }

    /// <summary>The same layers under another name.</summary>
    public Model WithName(string name) => new Model(name, Ranges, hash, layers);

    /// <summary>The same layers with other ranges of their inputs and states.</summary>
    /// <param name="ranges">The ranges; null for none.</param>
    /// <exception cref="ArgumentException">Ranges of another number of inputs or cells, or of a cell state where there is none.</exception>
    public Model WithRanges(ModelRanges? ranges) => Equals(ranges, Ranges) ? this : Changed(layers, ranges);

    /// <summary>The same model with every plain RNN layer that states no activation given this one.</summary>
    /// <param name="activation">f of those layers.</param>
    public Model WithActivation(Activation activation) => WithCells(cell => cell is RnnLayer rnn ? rnn.WithActivation(activation) : cell);

    /// <summary>The same model with every cell taken through a function, also those inside other layers.</summary>
    /// <param name="change">Gives a cell of the same sizes, or the same cell; called in the order of <see cref="AllLayers"/>.</param>
    /// <exception cref="ArgumentException">A cell of other sizes, which does not fit its neighbours.</exception>
    public Model WithCells(Func<CellLayer, CellLayer> change)
    {
        Layer[] changed = layers.Select(l => l.WithCells(change)).ToArray();
        return changed.SequenceEqual(layers) ? this : Changed(changed, Ranges);
    }

    /// <inheritdoc/>
    public bool Equals(Model? other) => other is not null && Name == other.Name && HasWeights == other.HasWeights && Hash == other.Hash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Model);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);

    /// <summary>The layers in words.</summary>
    public override string ToString() => $"{Name}: {string.Join(" -> ", layers.Select(l => l.Describe()))}";

    // Without the weights the hash cannot be taken anew, so it is taken of what identifies them, where anything does, and of the new
    // structure.
    private Model Changed(Layer[] changed, ModelRanges? ranges) =>
        new Model(Name, ranges, HasWeights || hash is null ? null : ModelHash.OfStructure(Hash, changed, ranges), changed);

    private static string OneLine(string name)
    {
        string line = name.Replace('\r', ' ').Replace('\n', ' ').Trim();
        return line.Length == 0 ? "model" : line;
    }
}
