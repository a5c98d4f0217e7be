namespace EmbeddedRnn;

/// <summary>
/// The plain (Elman) recurrent cell: h' = f(W x + bW + U h + bU), f = tanh or ReLU.
/// </summary>
public sealed class RnnLayer : CellLayer
{
    /// <summary>The gate order: the hidden state is the only "gate".</summary>
    public static readonly string[] GateOrder = { "hidden" };

    /// <summary>Makes the layer.</summary>
    /// <param name="inputSize">I, at least 1.</param>
    /// <param name="hiddenSize">H, at least 1.</param>
    /// <param name="activation">f, or null where the file does not carry it and the spec must.</param>
    /// <param name="weights">The tensors; shapes as in <see cref="TensorNames"/> with G = 1.</param>
    public RnnLayer(int inputSize, int hiddenSize, Activation? activation, CellWeights weights)
        : base(inputSize, hiddenSize, hiddenSize, GateOrder, weights)
    {
        Absent(weights.Peepholes, "RNN");
        Absent(weights.Projection, "RNN");
        Absent(weights.InitialCell, "RNN");
        Activation = activation;
    }

    /// <summary>f, or null where the file does not carry it and the spec must.</summary>
    public Activation? Activation { get; }

    /// <inheritdoc/>
    public override string Kind => "rnn";

    internal RnnLayer WithActivation(Activation activation) => new RnnLayer(InputSize, HiddenSize, activation, new CellWeights
    {
        InputWeights = InputWeights,
        RecurrentWeights = RecurrentWeights,
        InputBias = InputBias,
        RecurrentBias = RecurrentBias,
        InitialHidden = InitialHidden,
    });

    /// <inheritdoc/>
    public override string Describe()
    {
        string activation = Activation switch
        {
            EmbeddedRnn.Activation.Tanh => "tanh",
            EmbeddedRnn.Activation.Relu => "ReLU",
            _ => "activation not stated",
        };
        return $"RNN ({activation}), {Sizes}";
    }
}
