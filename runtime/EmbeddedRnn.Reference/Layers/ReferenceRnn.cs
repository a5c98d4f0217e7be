using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The plain cell: h' = f(W x + bW + U h + bU), f = tanh or ReLU.
/// Source: J. L. Elman, "Finding structure in time" (1990), with the two biases of PyTorch's RNN and ONNX's RNN operator.
/// </summary>
internal sealed class ReferenceRnn<T> : ReferenceCell<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly bool relu;
    private readonly Gate<T> hidden;

    public ReferenceRnn(RnnLayer layer)
        : base(layer)
    {
        relu = layer.Activation switch
        {
            Activation.Tanh => false,
            Activation.Relu => true,
            _ => throw new ArgumentException(
                "this RNN does not say its activation, because its file does not carry it: state tanh or relu where the model is read."),
        };
        hidden = new Gate<T>("hidden", layer.HiddenSize, relu ? 0 : -1, relu ? double.PositiveInfinity : 1);
        Gates = new[] { hidden };
    }

    public override IReadOnlyList<Gate<T>> Gates { get; }

    public override void Step(ReadOnlySpan<T> input)
    {
        for (int u = 0; u < HiddenSize; u++)
        {
            // h' = f(W x + bW + U h + bU)
            T a = InputPart(0, u, input) + RecurrentPart(0, u, State);
            hidden.Before[u] = a;
            hidden.After[u] = relu ? Relu(a) : T.Tanh(a);
        }
        hidden.After.CopyTo(State, 0);
    }

    // Written so that a NaN stays a NaN.
    private static T Relu(T a) => a < T.Zero ? T.Zero : a;
}
