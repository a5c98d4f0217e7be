using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// The values that a network's inputs and states take, as declared or as found by running it over data: what integer arithmetic
/// needs. Values beyond them saturate there; float arithmetic takes no notice of them. Immutable.
/// </summary>
public sealed class ModelRanges : IEquatable<ModelRanges>
{
    private readonly ValueRange[] inputs;
    private readonly StateRange[] states;

    /// <summary>Makes the ranges.</summary>
    /// <param name="inputs">One for each of the network's inputs.</param>
    /// <param name="states">One for each cell, in the order of <see cref="Model.AllLayers"/>.</param>
    public ModelRanges(IEnumerable<ValueRange> inputs, IEnumerable<StateRange> states)
    {
        this.inputs = inputs.ToArray();
        this.states = states.ToArray();
    }

    /// <summary>One for each of the network's inputs.</summary>
    public IReadOnlyList<ValueRange> Inputs => inputs;

    /// <summary>One for each cell, in the order of <see cref="Model.AllLayers"/>.</summary>
    public IReadOnlyList<StateRange> States => states;

    /// <inheritdoc/>
    public bool Equals(ModelRanges? other) => other is not null && inputs.SequenceEqual(other.inputs) && states.SequenceEqual(other.states);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => inputs.Select(r => r.GetHashCode()).Concat(states.Select(r => r.GetHashCode())).Aggregate(0, (hash, range) => (hash * 397) ^ range);

    /// <summary>Refuses ranges that are not those of these layers.</summary>
    internal static void Require(ModelRanges? ranges, IReadOnlyList<Layer> layers)
    {
        if (ranges is null) return;
        int width = layers[0].InputSize;
        if (ranges.inputs.Length != width)
            throw new ArgumentException($"there are ranges of {ranges.inputs.Length} inputs, but the network takes {width}.", nameof(ranges));
        CellLayer[] cells = layers.SelectMany(l => l.WithInner()).OfType<CellLayer>().ToArray();
        if (ranges.states.Length != cells.Length)
            throw new ArgumentException($"there are ranges of {ranges.states.Length} cells, but the network has {cells.Length}.", nameof(ranges));
        for (int i = 0; i < cells.Length; i++)
        {
            if (ranges.states[i].Cell is not null && cells[i] is not LstmLayer)
                throw new ArgumentException($"there is a range of the cell state of cell {i + 1}, but that is {cells[i].Describe()}, which has none.", nameof(ranges));
        }
    }
}
