namespace EmbeddedRnn;

/// <summary>
/// The names of a cell's tensors, in the order in which they stand in model text and in the binary resource.
/// G is the number of gates (RNN 1, GRU 3, LSTM 4 or, with a coupled gate, 3), H the hidden size,
/// I the input size, R the size of the hidden state that is fed back (the projection size where there is one, else H).
/// </summary>
public static class TensorNames
{
    /// <summary>[G*H, I], one block of H rows per gate, in the layer's gate order.</summary>
    public const string InputWeights = "input-weights";

    /// <summary>[G*H, R], rows as in <see cref="InputWeights"/>.</summary>
    public const string RecurrentWeights = "recurrent-weights";

    /// <summary>[1, G*H], added to the input product; optional.</summary>
    public const string InputBias = "input-bias";

    /// <summary>[1, G*H], added to the recurrent product; optional.</summary>
    public const string RecurrentBias = "recurrent-bias";

    /// <summary>LSTM: [3, H] rows i, f, o (with a coupled gate [2, H] rows i, o); optional.</summary>
    public const string Peepholes = "peepholes";

    /// <summary>LSTM: [P, H], maps o * tanh(c') to the hidden state; optional.</summary>
    public const string Projection = "projection";

    /// <summary>[1, R], the hidden state before the first step; optional, zero where absent.</summary>
    public const string InitialHidden = "initial-hidden";

    /// <summary>LSTM: [1, H], the cell state before the first step; optional, zero where absent.</summary>
    public const string InitialCell = "initial-cell";

    /// <summary>All names, in their order.</summary>
    internal static readonly string[] InOrder =
    {
        InputWeights, RecurrentWeights, InputBias, RecurrentBias, Peepholes, Projection, InitialHidden, InitialCell,
    };
}
