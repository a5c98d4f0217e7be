using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>A line of a <see cref="Chart"/>; a point that is not a number leaves a gap.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A mark of a <see cref="Chart"/> with its words beside it, and how far its value spreads up and down.</summary>
internal sealed record ChartMark(string Name, double X, double Y, int Colour, bool Stands = false, double Spread = 0);

/// <summary>Lines and marks over two axes, with a legend where there is more than one line.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Across">The horizontal axis, with its unit.</param>
/// <param name="Up">The vertical axis, with its unit.</param>
internal sealed record Chart(string Title, string Across, string Up)
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Left = 64;
    private const int Right = 16;
    private const int Bottom = 46;
    private const int LegendLine = 18;
    private const int Top = 26;
    private const double LetterWidth = 6.6;
    private const double BoldWidth = 1.12;

    // How far the words of a mark may stand above or below it, what is nearest first.
    private static readonly double[] LabelHeights = [0, 17, -17, 30, -30];

    // Words further off are harder to find than words on a line.
    private const double DistanceWeight = 3;

    // More points than columns of a screen are not seen; they only make the file large.
    private const int MostPoints = 1200;

    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    public bool Logarithmic { get; init; }

    /// <summary>What the colours of the marks mean.</summary>
    public IReadOnlyList<(string Name, int Colour)> MarkKinds { get; init; } = [];

    /// <summary>A value that the vertical axis should reach down to, such as 0.</summary>
    public double? From { get; init; }

    /// <summary>A horizontal line with this height, such as 1 for a spectral radius.</summary>
    public double? Level { get; init; }

    public string ToSvg()
    {
        double[] ys = [.. All().Select(p => p.Y).Where(double.IsFinite), .. Level is { } level ? [level] : Array.Empty<double>(), .. From is { } from && !Logarithmic ? [from] : Array.Empty<double>()];
        double[] xs = [.. All().Select(p => p.X)];
        if (xs.Length == 0 || ys.Length == 0) return "";
        double[] above = [.. ys.Where(y => y > 0)];
        Scale up = Logarithmic && above.Length > 0 ? Scale.Logarithmic(above.Min(), above.Max()) : Scale.Linear(ys.Min(), ys.Max());
        Scale across = Scale.Linear(Marks.Count > 0 ? 0 : xs.Min(), xs.Max(), 8);
        List<List<int>> legend = Legend();
        int top = 40 + legend.Count * LegendLine;
        var svg = new Svg(Width, Height + legend.Count * LegendLine, Title);
        int bottom = Height + legend.Count * LegendLine - Bottom;
        double X(double value) => Left + across.At(value) * (Width - Left - Right);
        double Y(double value) => bottom - up.At(value) * (bottom - top);

        svg.Text(Left, 22, Title, 14, fill: Palette.Ink, weight: "600");
        for (int row = 0; row < legend.Count; row++) DrawLegend(svg, legend[row], 40 + row * LegendLine);
        foreach (double tick in up.Ticks)
        {
            svg.Line(Left, Y(tick), Width - Right, Y(tick), Palette.Grid);
            svg.Text(Left - 8, Y(tick) + 4, up.Label(tick), 11, "end");
        }
        foreach (double tick in across.Ticks)
        {
            svg.Line(X(tick), bottom, X(tick), bottom + 5, Palette.Axis);
            svg.Text(X(tick), bottom + 18, across.Label(tick), 11, "middle");
        }
        svg.Line(Left, bottom, Width - Right, bottom, Palette.Axis);
        svg.Text((Left + Width - Right) / 2.0, bottom + 38, Across, 12, "middle");
        svg.UpwardText(14, (top + bottom) / 2.0, Up, 12);
        if (Level is { } line) svg.Line(Left, Y(line), Width - Right, Y(line), Palette.Muted, 1, "4 4");
        for (int i = 0; i < Lines.Count; i++) svg.Path(PathOf(Lines[i], X, Y), Palette.Of(i), Lines.Count > 4 ? 1.5 : 2);
        DrawMarks(svg, X, Y);
        return svg.ToString();
    }

    private IReadOnlyList<(string Name, int Colour)> Entries => [.. Lines.Select((line, i) => (line.Name, i)), .. MarkKinds];

    private IEnumerable<(double X, double Y)> All() => Lines.SelectMany(l => l.Points).Concat(Marks.SelectMany(m => new[] { (m.X, m.Y - m.Spread), (m.X, m.Y + m.Spread) }));

    /// <summary>Draws the marks with their words where there is room: beside, above or below, away from one another.</summary>
    private void DrawMarks(Svg svg, Func<double, double> x, Func<double, double> y)
    {
        List<Box> taken =
        [
            .. Marks.Select(m => new Box(x(m.X) - 7, y(m.Y) - 7, 14, 14)),
            .. Marks.Select(m => new Box(x(m.X) - 3, y(m.Y + m.Spread), 6, y(m.Y - m.Spread) - y(m.Y + m.Spread))),
        ];
        foreach (ChartMark mark in Marks.Where(m => m.Spread > 0))
            svg.Line(x(mark.X), y(mark.Y - mark.Spread), x(mark.X), y(mark.Y + mark.Spread), Palette.Of(mark.Colour), 1.5);
        foreach (ChartMark mark in Marks)
        {
            (double px, double py, double width) = (x(mark.X), y(mark.Y), mark.Name.Length * LetterWidth * (mark.Stands ? BoldWidth : 1));
            Box[] places =
            [
                .. LabelHeights.SelectMany(up => new[] { new Box(px + 11, py - 7 - up, width, 14), new Box(px - 11 - width, py - 7 - up, width, 14), new Box(px - width / 2, py - 7 - up, width, 14) })
                    .Where(p => p.X > Left && p.X + p.Width < Width - Right && p.Y > Top),
            ];
            Box place = places.OrderBy(p => taken.Sum(p.Shared) + DistanceWeight * Math.Abs(p.Y + 7 - py)).Append(new Box(px + 11, py - 7, width, 14)).First();
            taken.Add(place);
            svg.Circle(px, py, mark.Stands ? 7 : 5, Palette.Of(mark.Colour), mark.Stands ? Palette.Ink : "#ffffff");
            svg.TextOverLines(place.X, place.Y + 11, mark.Name, 11, Palette.Of(mark.Colour), mark.Stands ? "600" : "normal");
        }
    }

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        /// <summary>The area that two boxes have in common.</summary>
        public double Shared(Box other) =>
            Math.Max(0, Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X)) * Math.Max(0, Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y));
    }

    private static string PathOf(ChartLine line, Func<double, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        bool pen = false;
        int every = 1 + line.Points.Count / MostPoints;
        for (int i = 0; i < line.Points.Count; i += every)
        {
            (double X, double Y) point = line.Points[i];
            if (double.IsFinite(point.Y)) path.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{x(point.X):0.##} {y(point.Y):0.##}");
            pen = double.IsFinite(point.Y);
        }
        return path.ToString();
    }

    /// <summary>The names in rows that fit.</summary>
    private List<List<int>> Legend()
    {
        var rows = new List<List<int>>();
        double at = double.MaxValue;
        for (int i = 0; i < Entries.Count && Entries.Count > 1; i++)
        {
            double width = 32 + Entries[i].Name.Length * LetterWidth;
            if (at + width > Width - Right)
            {
                rows.Add([]);
                at = Left;
            }
            rows[^1].Add(i);
            at += width;
        }
        return rows;
    }

    private void DrawLegend(Svg svg, List<int> row, double y)
    {
        double x = Left;
        foreach (int i in row)
        {
            if (i < Lines.Count) svg.Line(x, y, x + 16, y, Palette.Of(Entries[i].Colour), 3);
            else svg.Circle(x + 8, y, 5, Palette.Of(Entries[i].Colour));
            svg.Text(x + 21, y + 4, Entries[i].Name, 11, fill: Palette.Ink);
            x += 32 + Entries[i].Name.Length * LetterWidth;
        }
    }
}
