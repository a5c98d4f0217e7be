using System.Collections.Generic;

namespace EmbeddedRnn.Reference;

/// <summary>A named stretch of a model's state: the hidden or the cell state of one cell, or the state of another layer.</summary>
internal readonly record struct StatePart(int Layer, bool IsCell, int Offset, int Size, string Name)
{
    /// <summary>The parts in the order of the state: layer after layer, h, then c.</summary>
    public static IEnumerable<StatePart> Of(Model model)
    {
        int offset = 0;
        for (int k = 0; k < model.Layers.Count; k++)
        {
            Layer layer = model.Layers[k];
            string where = model.Layers.Count == 1 ? "" : $" of layer {k + 1}";
            int hidden = layer is LstmLayer ? layer.OutputSize : layer.StateSize;
            if (hidden > 0) yield return new StatePart(k, false, offset, hidden, (layer is CellLayer ? "hidden state" : "state") + where);
            if (layer.StateSize > hidden) yield return new StatePart(k, true, offset + hidden, layer.StateSize - hidden, "cell state" + where);
            offset += layer.StateSize;
        }
    }
}
