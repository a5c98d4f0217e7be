namespace EmbeddedRnn.Onnx;

/// <summary>What differs between the recurrent operators: how many inputs, gates and activations, and in which order the gates stand.</summary>
/// <param name="Name">For messages.</param>
/// <param name="GateCount">Number of row blocks in W and R.</param>
/// <param name="GateOrder">For each of our gates, which block it is.</param>
/// <param name="DefaultActivations">The functions of one direction where none are given.</param>
/// <param name="MostInputs">Number of inputs, the optional ones included.</param>
internal sealed record CellKind(string Name, int GateCount, int[] GateOrder, string[] DefaultActivations, int MostInputs)
{
    public static readonly CellKind Rnn = new("RNN", 1, [0], ["Tanh"], 6);

    /// <summary>z, r, h in ONNX; z, r, n here.</summary>
    public static readonly CellKind Gru = new("GRU", 3, [0, 1, 2], ["Sigmoid", "Tanh"], 6);

    /// <summary>i, o, f, c in ONNX; i, f, g, o here.</summary>
    public static readonly CellKind Lstm = new("LSTM", 4, [0, 2, 3, 1], ["Sigmoid", "Tanh", "Tanh"], 8);

    /// <summary>i, o, f, c in ONNX; i, g, o here: f = 1 - i has no weights.</summary>
    public static readonly int[] CoupledGates = [0, 3, 1];

    /// <summary>Peepholes are i, o, f in ONNX; i, f, o here.</summary>
    public static readonly int[] Peepholes = [0, 2, 1];

    /// <summary>Peepholes with a coupled gate: i, o here.</summary>
    public static readonly int[] CoupledPeepholes = [0, 1];

    public bool HasCellState => this == Lstm;
}
