namespace EmbeddedRnn.Compiler.Planning;

/// <summary>What a cell leaves out.</summary>
public enum SkippingForm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>GRU with the reset after: the rows of reset gate and candidate of units that keep their state.</summary>
    Rows,

    /// <summary>The columns of values that are 0 behind a closed gate: of h (LSTM), r * h (GRU with the reset before) or o * tanh(c') (projection).</summary>
    Columns,
}
