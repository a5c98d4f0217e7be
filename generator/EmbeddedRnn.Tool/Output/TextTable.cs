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
    private readonly List<string[]> rows = [];
    private string[]? totals;

    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>The last row, set apart.</summary>
    public void AddTotals(params string[] cells) => totals = cells;

    public string ToText()
    {
        string[][] lines = [[.. columns.Select(c => c.Heading)], .. rows, .. totals is null ? Array.Empty<string[]>() : [totals]];
        int[] widths = [.. columns.Select((_, i) => lines.Max(line => line[i].Length))];
        var text = new StringBuilder();
        foreach (string[] line in lines)
        {
            var cells = line.Select((cell, i) => columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    public Table ToSpectre()
    {
        var table = new Table().Border(TableBorder.Rounded);
        for (int i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(columns[i].Heading));
            if (columns[i].IsNumber) column.RightAligned().NoWrap();
            if (totals is not null) column.Footer(Markup.Escape(totals[i]));
            table.AddColumn(column);
        }
        foreach (string[] row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }
}
