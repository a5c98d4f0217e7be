using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// The plain (Elman) recurrent cell: h' = f(W x + bW + U h + bU), f = tanh, ReLU or another function.
/// </summary>
public sealed class RnnLayer : CellLayer
{
    /// <summary>The gate order: the hidden state is the only "gate".</summary>
    public static readonly string[] GateOrder = { "hidden" };

    /// <summary>Makes the layer.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="activation">f, or null where the file does not carry it and the spec must. An <see cref="EmbeddedRnn.Activation"/> converts to it.</param>
    /// <param name="weights">The tensors; shapes as in <see cref="TensorNames"/> with G = 1.</param>
    /// <param name="clip"><see cref="CellLayer.Clip"/>; 0 or null for none.</param>
    public RnnLayer(int inputSize, int hiddenSize, ActivationFunction? activation, CellWeights weights, float? clip = null)
        : base(inputSize, hiddenSize, hiddenSize, GateOrder, weights, activation is null ? Array.Empty<ActivationFunction>() : new[] { activation }, clip)
    {
        Absent(weights.Peepholes, "RNN");
        Absent(weights.Projection, "RNN");
        Absent(weights.InitialCell, "RNN");
        Function = activation;
    }

    /// <summary>f, or null where the file does not carry it and the spec must.</summary>
    public ActivationFunction? Function { get; }

    /// <summary>f as an attribute says it: null where it is not stated, and where it is neither tanh nor ReLU.</summary>
    public Activation? Activation => Function?.Kind switch
    {
        ActivationKind.Tanh => EmbeddedRnn.Activation.Tanh,
        ActivationKind.Relu => EmbeddedRnn.Activation.Relu,
        _ => (Activation?)null,
    };

    /// <inheritdoc/>
    public override bool HasUsualActivations => Clip is null && (Function is null || Activation is not null);

    /// <inheritdoc/>
    public override string Kind => "rnn";

    internal RnnLayer WithActivation(Activation activation) =>
        Function is null ? new RnnLayer(InputSize, HiddenSize, activation, ToWeights(), Clip) : this;

    /// <inheritdoc/>
    public override CellLayer With(CellWeights weights, IReadOnlyList<ActivationFunction> functions, float? clip) =>
        new RnnLayer(InputSize, HiddenSize, functions.Count == 0 ? null : Complete(functions, 1)[0], weights, clip);

    /// <inheritdoc/>
    public override string Describe()
    {
        string clipped = Clip is { } limit ? $", clipped to {ActivationFunction.Number(limit)}" : "";
        return $"RNN ({Function?.ToString() ?? "activation not stated"}{clipped}), {Sizes}";
    }
}
