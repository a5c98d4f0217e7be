using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The plain cell: h' = f(W x + bW + U h + bU), f = tanh, ReLU or another function.
/// Source: J. L. Elman, "Finding structure in time" (1990), with the two biases of PyTorch's RNN and ONNX's RNN operator.
/// </summary>
internal sealed class ReferenceRnn<T> : ReferenceCell<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly Gate<T> hidden;

    public ReferenceRnn(RnnLayer layer)
        : base(layer)
    {
        if (layer.Function is null)
        {
            throw new ArgumentException(
                "this RNN does not say its activation, because its file does not carry it: state tanh or relu where the model is read.");
        }
        hidden = new Gate<T>("hidden", layer.HiddenSize, Functions[0]);
        Gates = new[] { hidden };
    }

    public override IReadOnlyList<Gate<T>> Gates { get; }

    protected override void Advance(ReadOnlySpan<T> input)
    {
        for (int u = 0; u < HiddenSize; u++)
        {
            // h' = f(W x + bW + U h + bU)
            hidden.Set(u, InputPart(0, u, input) + RecurrentPart(0, u, State));
        }
        hidden.After.CopyTo(State, 0);
    }
}
