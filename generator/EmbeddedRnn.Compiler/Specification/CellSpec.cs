namespace EmbeddedRnn.Compiler.Specification;

/// <summary>What a cell attribute says, as values. Without a model the class takes its weights at run time.</summary>
/// <param name="Kind">The cell.</param>
public sealed record CellSpec(CellKind Kind) : ClassSpec
{
    /// <summary>Number of values that go in at each step.</summary>
    public int? InputSize { get; init; }

    /// <summary>Number of units.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Whether the cell has biases.</summary>
    public bool? Bias { get; init; }

    /// <summary>GRU: where the reset gate acts.</summary>
    public ResetPosition? Reset { get; init; }

    /// <summary>LSTM: whether it has peephole connections.</summary>
    public bool? Peepholes { get; init; }

    /// <summary>LSTM: whether f = 1 - i.</summary>
    public bool? CoupledGate { get; init; }

    /// <summary>LSTM: the size of the projected hidden state.</summary>
    public int? ProjectionSize { get; init; }
}

/// <summary>The recurrent cells that an attribute can ask for.</summary>
public enum CellKind
{
    /// <summary>[RnnCell]: the plain recurrent cell.</summary>
    Rnn,

    /// <summary>[GruCell]: the gated recurrent unit.</summary>
    Gru,

    /// <summary>[LstmCell]: the long short-term memory.</summary>
    Lstm,
}
