using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EmbeddedRnn.Tool.Reporting;

namespace EmbeddedRnn.Benchmarks;

/// <summary>
/// The table of steps as a picture, drawn from the Markdown that <see cref="SpeedTable"/> printed: a line for each cell, a dot for each
/// contender, time on a logarithmic axis.
/// </summary>
internal static class SpeedPicture
{
    private const int Width = 760;
    private const int Left = 110;
    private const int Right = 40;
    private const int Top = 66;
    private const int Line = 24;

    /// <summary>Columns of the table, with what the legend calls them; the first is this library.</summary>
    private static readonly (string Column, string Name)[] Contenders =
    [
        ("ns a step", "EmbeddedRnn"), ("TensorPrimitives", "TensorPrimitives"), ("ONNX Runtime, 1 step a call", "ONNX Runtime"), ("plain loops", "plain C# loops"),
    ];

    /// <summary>Draws the first table of a Markdown file that has a column for a cell and one for each contender.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static string Draw(string markdown)
    {
        List<(string Cell, double[] Times)> rows = Rows(markdown);
        int bottom = Top + rows.Count * Line;
        Scale scale = Scale.Logarithmic(rows.Min(r => r.Times.Min()), rows.Max(r => r.Times.Max()));
        double X(double nanoseconds) => Left + scale.At(nanoseconds) * (Width - Left - Right);
        var svg = new Svg(Width, bottom + 52, "Nanoseconds a step");
        svg.Rectangle(0, 0, Width, bottom + 52, "#ffffff");
        svg.Text(Left, 24, "Nanoseconds a step, one core, logarithmic: further left is faster", 14, fill: Palette.Ink, weight: "600");
        for (int i = 0; i < Contenders.Length; i++)
        {
            svg.Circle(Left + 6 + i * 150, 44, 5, Palette.Of(i));
            svg.Text(Left + 16 + i * 150, 48, Contenders[i].Name, 12, fill: Palette.Ink);
        }
        foreach (double tick in scale.Ticks)
        {
            svg.Line(X(tick), Top, X(tick), bottom, Palette.Grid);
            svg.Text(X(tick), bottom + 18, tick.ToString("#,0", CultureInfo.InvariantCulture), 11, "middle");
        }
        svg.Text((Left + Width - Right) / 2.0, bottom + 40, "nanoseconds", 12, "middle");
        svg.Text(Left - 10, Top - 8, "inputs, units", 11, "end");
        for (int row = 0; row < rows.Count; row++) DrawRow(svg, rows[row], Top + row * Line + Line / 2, X);
        return svg.ToString();
    }

    private static void DrawRow(Svg svg, (string Cell, double[] Times) row, double y, Func<double, double> x)
    {
        svg.Text(Left - 10, y + 4, row.Cell, 12, "end", Palette.Ink);
        svg.Line(x(row.Times.Min()), y, x(row.Times.Max()), y, Palette.Axis);
        for (int i = row.Times.Length - 1; i >= 0; i--) svg.Circle(x(row.Times[i]), y, i == 0 ? 6 : 5, Palette.Of(i), "#ffffff");
    }

    private static List<(string Cell, double[] Times)> Rows(string markdown)
    {
        string[][] lines = [.. markdown.Split('\n').Select(l => l.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        int head = Array.FindIndex(lines, l => l[0] == "cell" && Contenders.All(c => l.Contains(c.Column)));
        if (head < 0) throw new InvalidDataException($"there is no table with the columns {string.Join("; ", Contenders.Select(c => c.Column))}: print it with tables --library PATH.");
        int[] columns = [.. Contenders.Select(c => Array.IndexOf(lines[head], c.Column))];
        return
        [
            .. lines.Skip(head + 2).TakeWhile(l => l.Length == lines[head].Length)
                .Select(l => (l[0].ToUpperInvariant().Replace(",", ", ", StringComparison.Ordinal), columns.Select(c => double.Parse(l[c], CultureInfo.InvariantCulture)).ToArray())),
        ];
    }
}
