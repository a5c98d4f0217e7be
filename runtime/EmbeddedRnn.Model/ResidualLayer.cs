using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// Layers with a connection around them: y = inner(x) + x[0..OutputSize). Where fewer values come out than go in, the first ones are added.
/// </summary>
public sealed class ResidualLayer : Layer
{
    /// <summary>How deep residual layers can be nested.</summary>
    public const int DeepestNesting = 8;

    /// <summary>Makes the layer.</summary>
    /// <param name="inner">At least one layer; each takes what the one before gives, and the last gives at most what the first takes.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit, a last-step layer inside, or too deep a nesting.</exception>
    public ResidualLayer(params Layer[] inner)
        : base(LayerChain.Require(inner, "a residual layer")[0].InputSize)
    {
        Inner = (Layer[])inner.Clone();
        OutputSize = inner[inner.Length - 1].OutputSize;
        if (OutputSize > InputSize)
            throw new ArgumentException($"a residual layer adds its {InputSize} inputs to its outputs, but {OutputSize} come out.");
        if (inner.OfType<LastStepLayer>().Any())
            throw new ArgumentException("a residual layer cannot hold a last-step layer: the sequence around it goes on.");
        if (Depth > DeepestNesting) throw new ArgumentException($"residual layers can be nested {DeepestNesting} deep at most.");
        Tensors = inner.SelectMany(l => l.Tensors).ToArray();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Inner { get; }

    /// <inheritdoc/>
    public override string Kind => "residual";

    /// <inheritdoc/>
    public override int OutputSize { get; }

    /// <inheritdoc/>
    public override int StateSize => Inner.Sum(l => l.StateSize);

    /// <inheritdoc/>
    public override long MacsPerStep => Inner.Sum(l => l.MacsPerStep);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors { get; }

    /// <inheritdoc/>
    public override string? WhyNotStreaming
    {
        get
        {
            string? why = LayerChain.WhyNotStreaming(Inner);
            return why is null ? null : "cannot, since in it " + why;
        }
    }

    /// <inheritdoc/>
    public override string Describe() => $"residual ({string.Join(" -> ", Inner.Select(l => l.Describe()))})";

    private int Depth => 1 + Inner.OfType<ResidualLayer>().Select(l => l.Depth).DefaultIfEmpty(0).Max();

    internal override Layer WithCells(Func<CellLayer, CellLayer> change)
    {
        Layer[] changed = Inner.Select(l => l.WithCells(change)).ToArray();
        return changed.SequenceEqual(Inner) ? this : new ResidualLayer(changed);
    }
}
