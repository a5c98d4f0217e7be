using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>
/// A network in one line: layers apart by '|', first to last. <c>gru 24 gates=hardsigmoid02 | dense 10 | softmax</c>.
/// Cells: <c>gru N [reset=after|before] [gates=F] [z=F] [r=F] [candidate=C]</c>,
/// <c>lstm N [peepholes] [coupled] [projection=P] [gates=F] [i=F] [f=F] [o=F] [candidate=C] [output=C]</c>, <c>rnn N [tanh|relu|hardtanh] [identity]</c>.
/// Around cells: <c>bidirectional(cell)</c>, <c>reversed(cell)</c>; around any: <c>residual(layers)</c>. Others: <c>dense N [nobias]</c>,
/// <c>dropout P</c>, <c>last</c>, <c>final</c>, <c>softmax</c>, <c>tanh</c>, <c>relu</c>, <c>prelu</c> and further functions.
/// </summary>
public sealed class NetworkSpec
{
    private readonly IReadOnlyList<SpecNode> nodes;

    private NetworkSpec(string text, IReadOnlyList<SpecNode> nodes)
    {
        Text = text;
        this.nodes = nodes;
    }

    /// <summary>The spec as it was given.</summary>
    public string Text { get; }

    /// <summary>Reads a spec.</summary>
    /// <exception cref="SpecException">It cannot be read; the message names the place and what was expected.</exception>
    public static NetworkSpec Parse(string text) => new(text, new SpecParser(text).Read());

    /// <summary>The spec of a model's layers, so that such a network can be trained anew.</summary>
    /// <param name="model">The model.</param>
    /// <param name="units">Gives the number of units (and of projected ones) that a cell is to have instead of its own; null to keep them.</param>
    /// <returns>
    /// Null where a spec cannot say the layers: convolutions, scalings, functions without a name, cells with a clip, an initial state or
    /// without both biases.
    /// </returns>
    public static NetworkSpec? Of(Model model, Func<int, int>? units = null) =>
        new SpecWriter(units ?? (own => own)).Chain(model.Layers) is { } text ? Parse(text) : null;

    /// <summary>Makes the untrained network.</summary>
    /// <param name="inputSize">Values of a step.</param>
    /// <param name="seed">
    /// What the initial weights depend on: uniform in +-1/sqrt(H) for a cell, +-1/sqrt(I) for a dense layer, as PyTorch's; with
    /// <c>identity</c> the recurrent weights of an RNN are the identity and its biases 0.
    /// </param>
    /// <param name="name">The model's name.</param>
    /// <returns>The model, and the dropout for <see cref="TrainingOptions.Dropouts"/>.</returns>
    /// <exception cref="SpecException">Sizes that do not fit.</exception>
    public (Model Model, IReadOnlyList<Dropout> Dropouts) Make(int inputSize, ulong seed, string name = "model") =>
        new LayerMaker(Text, seed).Make(nodes, inputSize, name);
}
