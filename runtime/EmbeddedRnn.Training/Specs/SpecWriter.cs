using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>Says a model's layers as a spec, where a spec can say them.</summary>
/// <param name="units">The number of units that a cell is to have instead of its own.</param>
internal sealed class SpecWriter(Func<int, int> units)
{
    /// <summary>The spec of a chain; null where a layer has no words.</summary>
    public string? Chain(IEnumerable<Layer> layers)
    {
        string?[] words = layers.Select(Words).ToArray();
        return words.Contains(null) ? null : string.Join(" | ", words);
    }

    private string? Words(Layer layer) => layer switch
    {
        CellLayer cell => Cell(cell),
        DenseLayer dense => $"dense {Number(dense.OutputSize)}{(dense.Bias is null ? " nobias" : "")}",
        ActivationLayer { Slopes: not null } => "prelu",
        ActivationLayer activation => FunctionLayers.Names.Where(n => n.Value == activation.Function).Select(n => n.Key).FirstOrDefault(),
        LastStepLayer last => last.FinalStates ? "final" : "last",
        ReversedLayer reversed => Around("reversed", Cell(reversed.Cell)),
        BidirectionalLayer both => Cell(both.Forward) == Cell(both.Backward) ? Around("bidirectional", Cell(both.Forward)) : null,
        ResidualLayer residual => Around("residual", Chain(residual.Inner)),
        _ => null,
    };

    private static string? Around(string word, string? inner) => inner is null ? null : $"{word}({inner})";

    private string? Cell(CellLayer cell)
    {
        if (cell.InputBias is null || cell.RecurrentBias is null || cell.InitialHidden is not null || cell is LstmLayer { InitialCell: not null } || cell.Clip is not null)
            return null;
        string?[] words = cell switch
        {
            RnnLayer rnn => [rnn.Function is { } function ? Candidate(function) : null],
            GruLayer gru => [gru.Reset == ResetPosition.Before ? "reset=before" : "", .. Functions(gru)],
            LstmLayer lstm =>
            [
                lstm.Peepholes is null ? "" : "peepholes", lstm.Coupled ? "coupled" : "",
                lstm.Projection is null ? "" : $"projection={Number(units(lstm.OutputSize))}", .. Functions(lstm),
            ],
            _ => [null],
        };
        return words.Contains(null) ? null : string.Join(" ", words.Where(w => w != "").Prepend($"{cell.Kind} {Number(units(cell.HiddenSize))}"));
    }

    /// <summary>What differs from the usual functions.</summary>
    private static IEnumerable<string?> Functions(CellLayer cell)
    {
        ActivationFunction[] gates = cell.Functions.Where((_, i) => cell.IsGate(i)).Distinct().ToArray();
        if (gates.Length == 1) yield return gates[0] == ActivationFunction.Sigmoid ? "" : Option("gates", GateFamilies.Name(gates[0]));
        for (int i = 0; i < cell.Functions.Count; i++)
        {
            ActivationFunction function = cell.Functions[i];
            if (cell.IsGate(i))
            {
                if (gates.Length > 1 && function != ActivationFunction.Sigmoid) yield return Option(Letter(cell.Gates[i]), GateFamilies.Name(function));
            }
            else if (function != ActivationFunction.Tanh)
            {
                yield return Option(i < cell.Gates.Count ? "candidate" : "output", Candidate(function));
            }
        }
    }

    private static string Letter(string gate) => gate switch { "update" => "z", "reset" => "r", _ => gate.Substring(0, 1) };

    private static string? Option(string name, string? word) => word is null ? null : $"{name}={word}";

    private static string? Candidate(ActivationFunction function) =>
        GateFamilies.CandidateWords.Split(", ").FirstOrDefault(word => GateFamilies.CandidateFunction(word) == function);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
