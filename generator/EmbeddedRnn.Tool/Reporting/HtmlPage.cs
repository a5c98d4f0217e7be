using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>A page that stands alone: words, tables and pictures in one file, nothing loaded from elsewhere.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style =
        """
        :root { color-scheme: light; }
        body { margin: 0; background: #f6f7f9; color: #1b1f24; font: 15px/1.5 system-ui, 'DejaVu Sans', sans-serif; }
        main { max-width: 1360px; margin: 0 auto; padding: 24px; }
        h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 28px 0 8px; }
        p { margin: 4px 0 12px; max-width: 90ch; color: #59636e; overflow-wrap: anywhere; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 16px; }
        figure { margin: 0; background: #fff; border: 1px solid #e3e6ea; border-radius: 8px; padding: 10px; }
        figure svg { width: 100%; height: auto; display: block; } figcaption { color: #59636e; font-size: 13px; padding: 4px 8px; }
        .figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0; }
        .figures div { background: #fff; border: 1px solid #e3e6ea; border-radius: 8px; padding: 10px 16px; }
        .figures b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; } .figures span { color: #59636e; font-size: 13px; }
        .table { overflow-x: auto; } table { border-collapse: collapse; background: #fff; font-variant-numeric: tabular-nums; }
        th, td { padding: 5px 14px; border-bottom: 1px solid #e3e6ea; text-align: right; } th { color: #59636e; font-weight: 600; font-size: 13px; }
        th:first-child, td:first-child, td.word, th.word { text-align: left; } tr.chosen td { font-weight: 600; background: #eef4fb; }
        """;

    private readonly StringBuilder body = new();

    public void Heading(string text) => body.Append($"<h2>{Encode(text)}</h2>\n");

    public void Paragraph(string text) => body.Append($"<p>{Encode(text)}</p>\n");

    /// <summary>The numbers that say most, large.</summary>
    public void Figures(IEnumerable<(string Value, string Name)> figures)
    {
        body.Append("<div class=\"figures\">\n");
        foreach ((string value, string name) in figures) body.Append($"<div><b>{Encode(value)}</b><span>{Encode(name)}</span></div>\n");
        body.Append("</div>\n");
    }

    /// <summary>Pictures beside one another; one that is empty is left out.</summary>
    public void Charts(IEnumerable<(Chart Chart, string Caption)> charts)
    {
        body.Append("<div class=\"charts\">\n");
        foreach ((Chart chart, string caption) in charts)
        {
            if (chart.ToSvg() is { Length: > 0 } svg) body.Append($"<figure>\n{svg}<figcaption>{Encode(caption)}</figcaption></figure>\n");
        }
        body.Append("</div>\n");
    }

    public void Table(IReadOnlyList<string> headings, IEnumerable<(IReadOnlyList<string> Cells, bool IsChosen)> rows)
    {
        body.Append("<div class=\"table\"><table>\n<tr>");
        foreach (string heading in headings) body.Append($"<th>{Encode(heading)}</th>");
        body.Append("</tr>\n");
        foreach ((IReadOnlyList<string> cells, bool chosen) in rows)
        {
            body.Append(chosen ? "<tr class=\"chosen\">" : "<tr>");
            foreach (string cell in cells) body.Append($"<td>{Encode(cell)}</td>");
            body.Append("</tr>\n");
        }
        body.Append("</table></div>\n");
    }

    public void Write(string path)
    {
        using var file = new ReplacedFile(path);
        file.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Encode(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body><main>\n<h1>{Encode(title)}</h1>\n{body}</main></body>\n</html>\n");
        file.Complete();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
