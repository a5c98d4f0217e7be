using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks.Tuning;

/// <summary>A cell of any size whose plans are tried.</summary>
/// <param name="Kind">rnn, gru (reset after), gru-before or lstm.</param>
/// <param name="InputSize">Inputs, 1 to 1,024.</param>
/// <param name="HiddenSize">Units, 1 to 1,024.</param>
internal sealed record TunedCell(string Kind, int InputSize, int HiddenSize)
{
    private const int Largest = 1024;

    private static readonly string[] Kinds = ["rnn", "gru", "gru-before", "lstm"];

    /// <summary>The cells of the tables.</summary>
    public static IReadOnlyList<TunedCell> All { get; } = [.. Cell.All.Select(c => new TunedCell(c.Kind, c.InputSize, c.HiddenSize))];

    public string Name => FormattableString.Invariant($"{Kind} {InputSize},{HiddenSize}");

    /// <summary>Sums of a unit in a pass at most.</summary>
    public int Sums => Kind switch { "rnn" => 1, "gru-before" => 2, "gru" => 3, _ => 4 };

    /// <summary>Contractive, so that a free run says something about the arithmetic.</summary>
    public Model Model => RandomModels.Contractive(
        Kind switch
        {
            "rnn" => CellOptions.Rnn(Activation.Tanh),
            "gru" => CellOptions.Gru(ResetPosition.After),
            "gru-before" => CellOptions.Gru(ResetPosition.Before),
            _ => CellOptions.Lstm(),
        },
        InputSize, HiddenSize, seed: 1);

    /// <summary>A cell by its name, "gru 9,100"; null where it is none.</summary>
    public static TunedCell? Parse(string name)
    {
        string[] parts = name.Split(' ', ',');
        return parts.Length == 3 && Kinds.Contains(parts[0]) && Size(parts[1]) is { } inputs && Size(parts[2]) is { } units ? new(parts[0], inputs, units) : null;
    }

    private static int? Size(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= Largest ? size : null;
}
