using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tests;

/// <summary>The mistakes that an importer can make with a cell, made in every cell of a network, however deep it stands.</summary>
internal static class CellMutations
{
    public static IEnumerable<Mutation> Of(Model model)
    {
        foreach (CellLayer cell in model.AllLayers.OfType<CellLayer>())
        {
            var alone = new Model("cell", cell);
            foreach (Mutation mutation in Mutations.Of(alone).Concat(Mutations.GateOrders(alone)))
                yield return new Mutation($"{mutation.Description} in {cell.Describe()}", new Model(model.Name, Replace(model.Layers, cell, mutation.Model.Layers[0])));
        }
    }

    private static Layer[] Replace(IReadOnlyList<Layer> layers, CellLayer cell, Layer other) => layers.Select(layer => layer switch
    {
        _ when ReferenceEquals(layer, cell) => other,
        ResidualLayer residual => new ResidualLayer(Replace(residual.Inner, cell, other)),
        BidirectionalLayer both => new BidirectionalLayer(
            (CellLayer)Replace([both.Forward], cell, other)[0], (CellLayer)Replace([both.Backward], cell, other)[0]),
        _ => layer,
    }).ToArray();
}
