namespace EmbeddedRnn;

/// <summary>
/// The names of a layer's tensors, in the order in which they stand in model text and in the binary resource. Of a cell:
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

    /// <summary>Dense: [O, I]; convolution: [O, I / groups * K].</summary>
    public const string Weights = "weights";

    /// <summary>Dense and convolution: [1, O]; optional.</summary>
    public const string Bias = "bias";

    /// <summary>Affine: [1, n].</summary>
    public const string Scale = "scale";

    /// <summary>Affine: [1, n], added after <see cref="Scale"/>.</summary>
    public const string Shift = "shift";

    /// <summary>PReLU: [1, n], what negative values are multiplied by.</summary>
    public const string Slopes = "slopes";
}
