using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning.Boards;

/// <summary>A network with fewer units in its cells, untrained: what it would take, not what it computes.</summary>
internal static class SmallerModel
{
    /// <summary>The most units of a cell of a network; 0 where it has no cell whose units can be fewer.</summary>
    public static int Units(Model model) => model.Layers.OfType<CellLayer>().Select(cell => cell.HiddenSize).DefaultIfEmpty(0).Max();

    /// <summary>The network with cells of at most so many units; null where a layer behind a cell has a width of its own.</summary>
    public static Model? Of(Model model, int units)
    {
        var layers = new List<Layer>();
        int width = model.InputSize;
        foreach (Layer layer in model.Layers)
        {
            Layer? made = width == layer.InputSize && layer is not CellLayer ? layer : Of(layer, width, units);
            if (made is null) return null;
            layers.Add(made);
            width = made.OutputSize;
        }
        return new Model(model.Name, layers.ToArray()).WithRanges(model.Ranges);
    }

    private static Layer? Of(Layer layer, int inputs, int units) => layer switch
    {
        RnnLayer cell => new RnnLayer(inputs, Fewer(cell, units), cell.Function, Weights(cell, inputs, units), cell.Clip),
        GruLayer cell => new GruLayer(inputs, Fewer(cell, units), cell.Reset, Weights(cell, inputs, units), cell.Functions, cell.Clip),
        LstmLayer cell => new LstmLayer(inputs, Fewer(cell, units), cell.Coupled, Weights(cell, inputs, units), cell.Functions, cell.Clip),
        DenseLayer dense => new DenseLayer(Filled(TensorNames.Weights, dense.OutputSize, inputs), dense.Bias),
        ActivationLayer { Slopes: null } activation => new ActivationLayer(inputs, activation.Function),
        LastStepLayer => new LastStepLayer(inputs),
        _ => null,
    };

    private static int Fewer(CellLayer cell, int units) => System.Math.Min(cell.HiddenSize, units);

    private static CellWeights Weights(CellLayer cell, int inputs, int units)
    {
        int hidden = Fewer(cell, units);
        int rows = cell.Gates.Count * hidden;
        Tensor? peepholes = (cell as LstmLayer)?.Peepholes;
        Tensor? projection = (cell as LstmLayer)?.Projection;
        int outputs = projection is null ? hidden : System.Math.Min(projection.Rows, hidden);
        return new CellWeights
        {
            InputWeights = Filled(TensorNames.InputWeights, rows, inputs),
            RecurrentWeights = Filled(TensorNames.RecurrentWeights, rows, outputs),
            InputBias = cell.InputBias is null ? null : Filled(TensorNames.InputBias, 1, rows),
            RecurrentBias = cell.RecurrentBias is null ? null : Filled(TensorNames.RecurrentBias, 1, rows),
            Peepholes = peepholes is null ? null : Filled(TensorNames.Peepholes, peepholes.Rows, hidden),
            Projection = projection is null ? null : Filled(TensorNames.Projection, outputs, hidden),
        };
    }

    // Values that differ and are neither 0 nor 1, as trained ones are.
    private static Tensor Filled(string name, int rows, int columns) =>
        new(name, rows, columns, Enumerable.Range(1, rows * columns).Select(i => i * 1.1e-5f).ToArray());
}
