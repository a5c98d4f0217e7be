using System.Globalization;
using System.Linq;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Calibrating;

/// <summary>The ranges of a network as a table: what is declared, what the data give, and what its equations prove.</summary>
internal static class RangeTable
{
    private const string Data = "the data, with the margin";

    /// <param name="model">The network.</param>
    /// <param name="ranges">Its ranges, as they are stored.</param>
    /// <param name="declared">Those of them that an option states.</param>
    public static TextTable Of(Model model, ModelRanges ranges, DeclaredRanges declared)
    {
        var table = new TextTable(new TextColumn("values", IsNumber: false), new TextColumn("from"), new TextColumn("to"), new TextColumn("known by", IsNumber: false));
        for (int i = 0; i < ranges.Inputs.Count; i++)
            table.Add($"input {Number(i + 1)}", Number(ranges.Inputs[i].Least), Number(ranges.Inputs[i].Most), declared.Input is null ? Data : RangeOptions.InputName);
        CellLayer[] cells = [.. model.AllLayers.OfType<CellLayer>()];
        for (int i = 0; i < cells.Length; i++)
        {
            string of = $"of cell {Number(i + 1)} ({cells[i].Kind})";
            StateRange proven = StateBounds.Of(cells[i]);
            StateRange used = StateBounds.Of(cells[i], ranges.States[i]);
            Add(table, $"hidden state {of}", used.Hidden, proven.Hidden, declared.Hidden is null ? Data : RangeOptions.HiddenName);
            if (cells[i] is LstmLayer) Add(table, $"cell state {of}", used.Cell, proven.Cell, declared.Cell is null ? Data : RangeOptions.CellName);
        }
        return table;
    }

    private static void Add(TextTable table, string values, float? used, float? proven, string otherwise)
    {
        if (used is { } range) table.Add(values, Number(-range), Number(range), used == proven ? "the cell's equations" : otherwise);
    }

    private static string Number(float value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
