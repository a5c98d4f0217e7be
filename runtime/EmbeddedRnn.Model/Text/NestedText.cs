using System.Linq;

namespace EmbeddedRnn;

/// <summary>The layers that hold layers in model text: those stand between "layer KIND" and "end KIND".</summary>
internal static class NestedText
{
    public static readonly LayerForm[] Forms =
    {
        new LayerForm("reversed", _ => Enumerable.Empty<string>(), lines => new ReversedLayer(Cells(lines, 1)[0])) { IsNested = true },
        new LayerForm("bidirectional", _ => Enumerable.Empty<string>(), ReadBidirectional) { IsNested = true },
        new LayerForm("residual", _ => Enumerable.Empty<string>(), lines => new ResidualLayer(lines.Inner.ToArray())) { IsNested = true },
    };

    private static Layer ReadBidirectional(LayerLines lines)
    {
        CellLayer[] cells = Cells(lines, 2);
        return new BidirectionalLayer(cells[0], cells[1]);
    }

    private static CellLayer[] Cells(LayerLines lines, int count)
    {
        CellLayer[] cells = lines.Inner.OfType<CellLayer>().ToArray();
        if (cells.Length == count && lines.Inner.Count == count) return cells;
        string given = lines.Inner.Count == 0 ? "none" : string.Join(", ", lines.Inner.Take(4).Select(l => l.Kind));
        throw lines.Start.Error($"a layer of kind {lines.Form.Kind} holds {(count == 1 ? "one cell" : "two cells")} (rnn, gru or lstm), but {given} was found.");
    }
}
