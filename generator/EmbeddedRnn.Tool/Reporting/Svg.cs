using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>A picture inside a page, element by element; numbers with at most two decimals, invariant culture.</summary>
internal sealed class Svg
{
    private readonly StringBuilder text = new();

    public Svg(int width, int height, string title) =>
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\"><title>{WebUtility.HtmlEncode(title)}</title>");

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string dash = "none") =>
        Add($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{stroke}\" stroke-width=\"{width:0.##}\" stroke-dasharray=\"{dash}\"/>");

    public void Rectangle(double x, double y, double width, double height, string fill) =>
        Add($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" fill=\"{fill}\"/>");

    public void Circle(double x, double y, double radius, string fill, string stroke = "none") =>
        Add($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"2\"/>");

    public void Path(string points, string stroke, double width) =>
        Add($"<path d=\"{points}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:0.##}\" stroke-linejoin=\"round\"/>");

    public void Text(double x, double y, string value, int size, string anchor = "start", string fill = Palette.Muted, string weight = "normal") =>
        Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{fill}\" font-weight=\"{weight}\">{WebUtility.HtmlEncode(value)}</text>");

    /// <summary>Text with a white edge, which stays readable where a line runs behind it.</summary>
    public void TextOverLines(double x, double y, string value, int size, string fill, string weight) =>
        Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size}\" fill=\"{fill}\" font-weight=\"{weight}\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\">{WebUtility.HtmlEncode(value)}</text>");

    public void UpwardText(double x, double y, string value, int size) =>
        Add($"<text transform=\"translate({x:0.##} {y:0.##}) rotate(-90)\" font-size=\"{size}\" text-anchor=\"middle\" fill=\"{Palette.Muted}\">{WebUtility.HtmlEncode(value)}</text>");

    /// <summary>The whole picture.</summary>
    public override string ToString() => text + "</svg>\n";

    private void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
