using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EmbeddedRnn.Benchmarks;

/// <summary>A table as the documentation has it.</summary>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public MarkdownTable WithoutEmptyColumns()
    {
        int[] used = [.. Enumerable.Range(0, headings.Length).Where(i => rows.Any(r => r[i].Length > 0))];
        var table = new MarkdownTable([.. used.Select(i => headings[i])]);
        foreach (string[] row in rows) table.Add([.. used.Select(i => row[i])]);
        return table;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (IEnumerable<string> line in rows.Prepend([.. headings.Select(_ => "---")]).Prepend(headings))
            text.Append("| ").AppendJoin(" | ", line).Append(" |\n");
        return text.ToString();
    }
}
