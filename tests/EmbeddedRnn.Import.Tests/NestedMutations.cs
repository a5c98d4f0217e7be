using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tests;

/// <summary>The usual mistakes in every cell of a network, also in those that stand inside other layers.</summary>
internal static class NestedMutations
{
    public static IEnumerable<Mutation> Of(Model model)
    {
        Layer[] layers = [.. model.Layers];
        return Chain(layers, changed => new Model(model.Name, changed), "");
    }

    private static IEnumerable<Mutation> Chain(Layer[] layers, Func<Layer[], Model> rebuild, string where)
    {
        for (int k = 0; k < layers.Length; k++)
        {
            int at = k;
            Model Replaced(Layer layer) => rebuild([.. layers[..at], layer, .. layers[(at + 1)..]]);
            string place = $"{where} in layer {k + 1}";
            IEnumerable<Mutation> mutations = layers[k] switch
            {
                CellLayer cell => Cell(cell, Replaced, place),
                ReversedLayer reversed => Cell(reversed.Cell, c => Replaced(new ReversedLayer(c)), place).Append(new Mutation("run forward" + place, Replaced(reversed.Cell))),
                BidirectionalLayer both => Cell(both.Forward, c => Replaced(new BidirectionalLayer(c, both.Backward)), place + ", forward")
                    .Concat(Cell(both.Backward, c => Replaced(new BidirectionalLayer(both.Forward, c)), place + ", backward"))
                    .Append(new Mutation("its directions swapped" + place, Replaced(new BidirectionalLayer(both.Backward, both.Forward)))),
                Conv1dLayer { KernelSize: > 1 } convolution => [new Mutation("its kernel reversed" + place, Replaced(Reversed(convolution)))],
                ResidualLayer residual => Chain([.. residual.Inner], inner => Replaced(new ResidualLayer(inner)), place),
                _ => [],
            };
            foreach (Mutation mutation in mutations) yield return mutation;
        }
    }

    private static IEnumerable<Mutation> Cell(CellLayer cell, Func<CellLayer, Model> rebuild, string where)
    {
        var alone = new Model("cell", cell);
        return Mutations.Of(alone).Concat(Mutations.GateOrders(alone))
            .Select(m => new Mutation(m.Description + where, rebuild((CellLayer)m.Model.Layers[0])))
            .Concat(Options(cell).Select(o => new Mutation(o.What + where, rebuild(o.Cell))));
    }

    // What a cell has beyond its usual form, left out.
    private static IEnumerable<(string What, CellLayer Cell)> Options(CellLayer cell)
    {
        var lstm = cell as LstmLayer;
        CellLayer With(bool functions = true, bool clip = true, bool start = true, bool peepholes = true)
        {
            var weights = new CellWeights
            {
                InputWeights = cell.InputWeights, RecurrentWeights = cell.RecurrentWeights, InputBias = cell.InputBias, RecurrentBias = cell.RecurrentBias,
                InitialHidden = start ? cell.InitialHidden : null, InitialCell = start ? lstm?.InitialCell : null, Peepholes = peepholes ? lstm?.Peepholes : null,
            };
            IReadOnlyList<ActivationFunction> used = functions
                ? cell.Functions
                : cell.Functions.Select((_, i) => cell.IsGate(i) ? ActivationFunction.Sigmoid : ActivationFunction.Tanh).ToArray();
            return cell.With(weights, used, clip ? cell.Clip : null);
        }

        if (cell.Clip is not null) yield return ("no clip", With(clip: false));
        if (!cell.HasUsualActivations && cell.Clip is null) yield return ("the usual functions", With(functions: false));
        if (cell.InitialHidden is not null) yield return ("no initial state", With(start: false));
        if (lstm?.Peepholes is not null) yield return ("no peepholes", With(peepholes: false));
    }

    private static Conv1dLayer Reversed(Conv1dLayer layer)
    {
        float[] values = layer.Weights.ToArray();
        int k = layer.KernelSize;
        float[] reversed = values.Select((_, i) => values[i / k * k + k - 1 - i % k]).ToArray();
        return new Conv1dLayer(layer.InputSize, k, new Tensor(layer.Weights.Name, layer.Weights.Rows, layer.Weights.Columns, reversed),
            layer.Bias, layer.Dilation, layer.Groups, layer.LookAhead);
    }
}
