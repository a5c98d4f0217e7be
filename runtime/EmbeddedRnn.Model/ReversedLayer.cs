using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// A cell that runs over the sequence from its last valid step to its first. The output of step t is the cell's output
/// after step t. Its state is the cell's: before the run what it starts from, after it what step 0 left.
/// </summary>
public sealed class ReversedLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="cell">The cell.</param>
    public ReversedLayer(CellLayer cell)
        : base((cell ?? throw new ArgumentNullException(nameof(cell))).InputSize)
    {
        Cell = cell;
        Inner = new Layer[] { cell };
    }

    /// <summary>The cell.</summary>
    public CellLayer Cell { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Inner { get; }

    /// <inheritdoc/>
    public override string Kind => "reversed";

    /// <inheritdoc/>
    public override int OutputSize => Cell.OutputSize;

    /// <inheritdoc/>
    public override int StateSize => Cell.StateSize;

    /// <inheritdoc/>
    public override long MacsPerStep => Cell.MacsPerStep;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors => Cell.Tensors;

    /// <inheritdoc/>
    public override string? WhyNotStreaming => "runs from the last step to the first";

    /// <inheritdoc/>
    public override string Describe() => $"reversed {Cell.Describe()}";

    internal override Layer WithCells(Func<CellLayer, CellLayer> change)
    {
        CellLayer changed = change(Cell);
        return changed == Cell ? this : new ReversedLayer(changed);
    }
}
