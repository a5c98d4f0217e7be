using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>What the matrices of a cell are multiplied with, and how far it goes: what integer weights need.</summary>
public sealed class CellRanges
{
    private CellRanges(ValueRange[]? inputs, float? hidden, float? product) => (Inputs, Hidden, Product) = (inputs, hidden, product);

    /// <summary>The range of each input; null where it is not known.</summary>
    public IReadOnlyList<ValueRange>? Inputs { get; }

    /// <summary>The largest |h|; null where it is not known.</summary>
    public float? Hidden { get; }

    /// <summary>The largest |o * tanh(c')| in front of an LSTM's projection; null where it is not known or there is none.</summary>
    public float? Product { get; }

    /// <summary>
    /// The ranges of each cell of a model: those stated, those that the equations prove, and for a cell behind other layers what
    /// those can give at most.
    /// </summary>
    /// <param name="model">The model. What only its weights would tell is not known where it has shapes alone.</param>
    public static IReadOnlyDictionary<CellLayer, CellRanges> Of(Model model)
    {
        var found = new Dictionary<CellLayer, CellRanges>();
        CellLayer[] cells = model.AllLayers.OfType<CellLayer>().ToArray();
        StateRange Stated(CellLayer cell) => model.Ranges?.States[Array.IndexOf(cells, cell)] ?? StateRange.None;
        Interval[]? values = model.Ranges?.Inputs.Select(r => new Interval(r.Least, r.Most)).ToArray();
        var through = new RangesThroughLayers(cell => StateBounds.Of(cell, Stated(cell)).Hidden, (cell, inputs) => found[cell] = Of(cell, inputs, Stated(cell)));
        foreach (Layer layer in model.Layers) values = through.Behind(layer, values);
        return found;
    }

    /// <summary>What is not known of a model's cells, in words; null where nothing is missing.</summary>
    public static string? Missing(Model model)
    {
        IReadOnlyDictionary<CellLayer, CellRanges> all = Of(model);
        int number = 0;
        foreach (CellLayer cell in model.AllLayers.OfType<CellLayer>())
        {
            number++;
            CellRanges ranges = all[cell];
            string? what = ranges.Inputs is null ? "inputs"
                : ranges.Hidden is null ? "hidden state"
                : ranges.Product is null && cell is LstmLayer { Projection: not null } ? "cell's output in front of its projection"
                : null;
            if (what is not null) return $"the range of the {what} of cell {number} ({cell.Describe()})";
        }
        return null;
    }

    /// <summary>
    /// The ranges of all cells one after the other: for each input its least and most, then the largest hidden state, then the
    /// largest value in front of a projection (0 where there is none).
    /// </summary>
    /// <param name="model">A model of which nothing is <see cref="Missing"/>.</param>
    public static float[] Values(Model model)
    {
        IReadOnlyDictionary<CellLayer, CellRanges> all = Of(model);
        return model.AllLayers.OfType<CellLayer>().SelectMany(cell =>
            all[cell].Inputs!.SelectMany(r => new[] { r.Least, r.Most }).Append(all[cell].Hidden!.Value).Append(all[cell].Product ?? 0)).ToArray();
    }

    private static CellRanges Of(CellLayer cell, Interval[]? inputs, StateRange stated)
    {
        ValueRange[]? ranges = inputs is null || inputs.Any(i => !i.IsFinite) ? null : inputs.Select(i => i.ToRange()).ToArray();
        float? product = cell is LstmLayer { Projection: not null } lstm ? StateBounds.OfProduct(lstm) : null;
        return new CellRanges(ranges, StateBounds.Of(cell, stated).Hidden, product);
    }
}
