using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Testing;

/// <summary>A kind of cell with its options, apart from its sizes.</summary>
public sealed record CellOptions
{
    private CellOptions(string kind) => Kind = kind;

    /// <summary>"rnn", "gru" or "lstm", as <see cref="Layer.Kind"/>.</summary>
    public string Kind { get; }

    /// <summary>RNN only.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>GRU only.</summary>
    public ResetPosition Reset { get; init; } = ResetPosition.After;

    /// <summary>LSTM only.</summary>
    public bool Peepholes { get; init; }

    /// <summary>LSTM only: f = 1 - i.</summary>
    public bool Coupled { get; init; }

    /// <summary>LSTM only: true for a projection to about half the units, at least one.</summary>
    public bool Projection { get; init; }

    /// <summary>An input bias.</summary>
    public bool InputBias { get; init; } = true;

    /// <summary>A recurrent bias.</summary>
    public bool RecurrentBias { get; init; } = true;

    /// <summary>Initial state tensors in the model.</summary>
    public bool InitialState { get; init; }

    public static CellOptions Rnn(Activation activation) => new("rnn") { Activation = activation };

    public static CellOptions Gru(ResetPosition reset) => new("gru") { Reset = reset };

    public static CellOptions Lstm(bool peepholes = false, bool coupled = false, bool projection = false) =>
        new("lstm") { Peepholes = peepholes, Coupled = coupled, Projection = projection };

    /// <summary>The options of a cell that exists.</summary>
    public static CellOptions Of(CellLayer cell) => new(cell.Kind)
    {
        Activation = (cell as RnnLayer)?.Activation ?? Activation.Tanh,
        Reset = (cell as GruLayer)?.Reset ?? ResetPosition.After,
        Peepholes = (cell as LstmLayer)?.Peepholes is not null,
        Coupled = cell is LstmLayer { Coupled: true },
        Projection = (cell as LstmLayer)?.Projection is not null,
        InputBias = cell.InputBias is not null,
        RecurrentBias = cell.RecurrentBias is not null,
        InitialState = cell.InitialHidden is not null || (cell as LstmLayer)?.InitialCell is not null,
    };

    /// <summary>The twelve cells: RNN tanh and ReLU, GRU after and before, LSTM with every combination of its options; all with both biases.</summary>
    public static IReadOnlyList<CellOptions> Cells { get; } = new[]
        {
            Rnn(Activation.Tanh), Rnn(Activation.Relu), Gru(ResetPosition.After), Gru(ResetPosition.Before),
        }
        .Concat(from peepholes in Both from coupled in Both from projection in Both select Lstm(peepholes, coupled, projection))
        .ToArray();

    /// <summary><see cref="Cells"/> with every combination of biases and, each, with and without an initial state: 96 of them.</summary>
    public static IReadOnlyList<CellOptions> All { get; } =
        (from cell in Cells
         from inputBias in Both
         from recurrentBias in Both
         from initial in Both
         select cell with { InputBias = inputBias, RecurrentBias = recurrentBias, InitialState = initial }).ToArray();

    private static bool[] Both => new[] { false, true };

    public override string ToString()
    {
        var words = new List<string> { Kind };
        if (Kind == "rnn") words.Add(Activation == Activation.Relu ? "relu" : "tanh");
        if (Kind == "gru") words.Add(Reset == ResetPosition.After ? "after" : "before");
        if (Peepholes) words.Add("peepholes");
        if (Coupled) words.Add("coupled");
        if (Projection) words.Add("projection");
        if (!InputBias) words.Add("no-input-bias");
        if (!RecurrentBias) words.Add("no-recurrent-bias");
        if (InitialState) words.Add("state");
        return string.Join("-", words);
    }
}
