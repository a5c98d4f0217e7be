using System.Linq;

namespace EmbeddedRnn.Tool.Calibrating;

/// <summary>Ranges that the user states, which stand before those that data give.</summary>
/// <param name="Input">Of every input, or null.</param>
/// <param name="Hidden">Of every hidden state, or null.</param>
/// <param name="Cell">Of every LSTM's cell state, or null.</param>
internal sealed record DeclaredRanges(ValueRange? Input, float? Hidden, float? Cell)
{
    /// <summary>What is still missing without data, as the end of a sentence; null where nothing is.</summary>
    public string? Missing(Model model)
    {
        if (Input is null) return "the range of the inputs";
        foreach (CellLayer cell in model.AllLayers.OfType<CellLayer>())
        {
            StateRange proven = StateBounds.Of(cell);
            if (Hidden is null && proven.Hidden is null) return $"the range of the hidden state of {cell.Describe()}";
            if (Cell is null && proven.Cell is null && cell is LstmLayer) return $"the range of the cell state of {cell.Describe()}";
        }
        return null;
    }

    /// <summary>These ranges, and those given where nothing is stated.</summary>
    public ModelRanges Over(ModelRanges found, Model model) => new(
        found.Inputs.Select(range => Input ?? range),
        found.States.Zip(model.AllLayers.OfType<CellLayer>(), (range, cell) => new StateRange(Hidden ?? range.Hidden, cell is LstmLayer ? Cell ?? range.Cell : null)));
}
