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
            .Select(m => new Mutation(m.Description + where, rebuild((CellLayer)m.Model.Layers[0])));
    }
}
