using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// Ranges in model text: between the line "weights" and the first layer a line for each input, then those of each cell's states,
/// numbered from 1, the numbers as the bits of float32: "input-range 1 bf800000 3f800000", "hidden-range 1 40000000",
/// "cell-range 1 41000000".
/// </summary>
internal static class RangeText
{
    /// <summary>The first version of model text that has ranges.</summary>
    public const int Version = 4;

    private const string Input = "input-range";
    private const string Hidden = "hidden-range";
    private const string Cell = "cell-range";

    public static IEnumerable<string> Lines(ModelRanges? ranges)
    {
        if (ranges is null) yield break;
        for (int i = 0; i < ranges.Inputs.Count; i++)
            yield return $"{Numbered(Input, i)} {WeightBytes.Hexadecimal(ranges.Inputs[i].Least)} {WeightBytes.Hexadecimal(ranges.Inputs[i].Most)}";
        for (int i = 0; i < ranges.States.Count; i++)
        {
            if (ranges.States[i].Hidden is { } hidden) yield return $"{Numbered(Hidden, i)} {WeightBytes.Hexadecimal(hidden)}";
            if (ranges.States[i].Cell is { } cell) yield return $"{Numbered(Cell, i)} {WeightBytes.Hexadecimal(cell)}";
        }
    }

    /// <summary>Whether a line belongs to the ranges.</summary>
    public static bool Is(ModelTextLine line) => line.Key is Input or Hidden or Cell;

    /// <summary>The ranges that lines describe; null for no line.</summary>
    /// <param name="lines">The lines, each of which <see cref="Is"/>.</param>
    /// <param name="layers">The layers behind them.</param>
    public static ModelRanges? Read(IReadOnlyList<ModelTextLine> lines, IReadOnlyList<Layer> layers)
    {
        if (lines.Count == 0) return null;
        var inputs = new List<ValueRange>();
        var states = layers.SelectMany(l => l.WithInner()).OfType<CellLayer>().Select(_ => StateRange.None).ToArray();
        (int Cell, bool IsCell) last = (0, false);
        foreach (ModelTextLine line in lines)
        {
            line.RequireCount(line.Key == Input ? 4 : 3);
            int number = line.Integer(1);
            try
            {
                if (line.Key == Input)
                {
                    if (last.Cell > 0 || number != inputs.Count + 1) throw OutOfOrder(line);
                    inputs.Add(new ValueRange(line.Single(2), line.Single(3)));
                    continue;
                }
                bool isCell = line.Key == Cell;
                if (number < last.Cell || number == last.Cell && (last.IsCell || !isCell)) throw OutOfOrder(line);
                if (number > states.Length) throw line.Error($"there is no cell {LayerText.Number(number)} in the network.");
                last = (number, isCell);
                StateRange before = states[number - 1];
                states[number - 1] = isCell ? new StateRange(before.Hidden, line.Single(2)) : new StateRange(line.Single(2), before.Cell);
            }
            catch (ArgumentException exception)
            {
                throw line.Error(exception.Message);
            }
        }
        return new ModelRanges(inputs, states);
    }

    private static string Numbered(string key, int index) => $"{key} {LayerText.Number(index + 1)}";

    private static ModelTextException OutOfOrder(ModelTextLine line) =>
        line.Error("ranges stand in the order of the inputs, then of the cells, hidden before cell state, each once.");
}
