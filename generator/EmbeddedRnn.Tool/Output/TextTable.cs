using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Spectre.Console;

namespace EmbeddedRnn.Tool.Output;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="IsNumber">True to align it to the right.</param>
internal sealed record TextColumn(string Heading, bool IsNumber = true);

/// <summary>A table of words and numbers, for a terminal or as plain aligned text.</summary>
internal sealed class TextTable(params TextColumn[] columns)
{
    private const int Padding = 2;
    private const int NarrowestWords = 12;

    private readonly List<string[]> rows = [];
    private string[]? totals;

    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>The last row, set apart.</summary>
    public void AddTotals(params string[] cells) => totals = cells;

    /// <summary>The narrowest terminal on which the table is readable: numbers are never broken, words may be.</summary>
    public int NarrowestWidth => Widths().Select((width, i) => Padding + (columns[i].IsNumber ? width : Math.Min(width, NarrowestWords))).Sum();

    public string ToText()
    {
        int[] widths = Widths();
        var text = new StringBuilder();
        foreach (string[] line in Lines())
        {
            var cells = line.Select((cell, i) => columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    public Table ToSpectre()
    {
        int[] widths = Widths();
        // Without vertical lines, so that the usual table fits in 80 columns.
        var table = new Table().Border(TableBorder.Horizontal);
        for (int i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(columns[i].Heading)).PadLeft(1).PadRight(0);
            if (columns[i].IsNumber) column.RightAligned().NoWrap().Width(widths[i]);
            if (totals is not null) column.Footer(Markup.Escape(totals[i]));
            table.AddColumn(column);
        }
        foreach (string[] row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }

    private string[][] Lines() => [[.. columns.Select(c => c.Heading)], .. rows, .. totals is null ? Array.Empty<string[]>() : [totals]];

    private int[] Widths()
    {
        string[][] lines = Lines();
        return [.. columns.Select((_, i) => lines.Max(line => line[i].Length))];
    }
}
