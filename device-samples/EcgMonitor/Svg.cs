using System;
using System.Globalization;
using System.Text;

namespace EcgMonitor;

/// <summary>Writes SVG elements; numbers with at most two decimals, text escaped.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    public Svg(int width, int height)
    {
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"DejaVu Sans, Verdana, Helvetica, sans-serif\">");
        Rectangle(0, 0, width, height, "#ffffff");
    }

    public void Rectangle(double x, double y, double width, double height, string fill, string stroke = "none") =>
        Add($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{fill}\" stroke=\"{stroke}\"/>");

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1) =>
        Add($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{stroke}\" stroke-width=\"{width:0.##}\"/>");

    public void Circle(double x, double y, double radius, string fill) =>
        Add($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{fill}\"/>");

    /// <summary>A square on its corner, for what has to stand out without colour too.</summary>
    public void Diamond(double x, double y, double radius, string fill) =>
        Add($"<path d=\"M{x:0.##} {y - radius:0.##}L{x + radius:0.##} {y:0.##}L{x:0.##} {y + radius:0.##}L{x - radius:0.##} {y:0.##}Z\" fill=\"{fill}\"/>");

    public void Polyline(int count, Func<int, (double X, double Y)> point, string stroke, double width)
    {
        text.Append("<polyline points=\"");
        for (int i = 0; i < count; i++)
        {
            (double x, double y) = point(i);
            text.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        }
        Add($"\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:0.##}\" stroke-linejoin=\"round\"/>");
    }

    public void Text(double x, double y, string value, int size, string anchor = "start", string fill = "#222222", string weight = "normal") =>
        Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{fill}\" font-weight=\"{weight}\">{Escape(value)}</text>");

    /// <summary>Text that reads upwards, for a vertical axis.</summary>
    public void UpwardText(double x, double y, string value, int size) =>
        Add($"<text transform=\"translate({x:0.##} {y:0.##}) rotate(-90)\" font-size=\"{size}\" text-anchor=\"middle\" fill=\"#222222\">{Escape(value)}</text>");

    /// <summary>The whole document.</summary>
    public override string ToString() => text + "</svg>\n";

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (char c in value)
        {
            // Control characters cannot stand in XML at all; a file name may hold them.
            escaped.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", < ' ' or >= '\ud800' => "?", _ => c.ToString() });
        }
        return escaped.ToString();
    }

    private void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
