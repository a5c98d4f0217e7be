using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// Two cells over one sequence, one from the first step to the last valid one, one back. The output of a step is the forward
/// cell's output and then the backward cell's; so is the state.
/// </summary>
public sealed class BidirectionalLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="forward">The cell that runs forward.</param>
    /// <param name="backward">The cell that runs backward, of the same input size.</param>
    public BidirectionalLayer(CellLayer forward, CellLayer backward)
        : base((forward ?? throw new ArgumentNullException(nameof(forward))).InputSize)
    {
        Forward = forward;
        Backward = backward ?? throw new ArgumentNullException(nameof(backward));
        if (forward.InputSize != backward.InputSize)
            throw new ArgumentException($"the forward cell takes {forward.InputSize} values, but the backward cell takes {backward.InputSize}.");
        Inner = new Layer[] { forward, backward };
        LayerChain.RequireSizes(Inner);
        Tensors = forward.Tensors.Concat(backward.Tensors).ToArray();
    }

    /// <summary>The cell that runs forward.</summary>
    public CellLayer Forward { get; }

    /// <summary>The cell that runs backward.</summary>
    public CellLayer Backward { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Inner { get; }

    /// <inheritdoc/>
    public override string Kind => "bidirectional";

    /// <inheritdoc/>
    public override int OutputSize => Forward.OutputSize + Backward.OutputSize;

    /// <inheritdoc/>
    public override int StateSize => Forward.StateSize + Backward.StateSize;

    /// <inheritdoc/>
    public override long MacsPerStep => Forward.MacsPerStep + Backward.MacsPerStep;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors { get; }

    /// <inheritdoc/>
    public override string? WhyNotStreaming => "runs in both directions";

    /// <inheritdoc/>
    public override string Describe() => $"bidirectional: forward {Forward.Describe()}; backward {Backward.Describe()}";

    internal override Layer WithCells(Func<CellLayer, CellLayer> change)
    {
        CellLayer forward = change(Forward);
        CellLayer backward = change(Backward);
        return forward == Forward && backward == Backward ? this : new BidirectionalLayer(forward, backward);
    }
}
