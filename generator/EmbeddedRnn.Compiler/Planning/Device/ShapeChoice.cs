using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device;

/// <summary>What a shape of a layer would cost.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Bytes">Bytes of IL.</param>
/// <param name="StaticBytes">Bytes of static data.</param>
/// <param name="Time">Nanoseconds of a step, in which half of the guards find their gate closed.</param>
internal sealed record ShapeCost(DeviceShape Shape, int Bytes, int StaticBytes, double Time);

/// <summary>Picks a shape for each layer so that a step takes the least time within a budget of bytes.</summary>
internal static class ShapeChoice
{
    private const int Grain = 8;

    // How dear a byte of static data is, in nanoseconds, until it fits.
    private static readonly double[] Prices = { 0, 0.5, 2, 8, 32, 128, 1e6 };

    /// <summary>The choice; the smallest shapes where even these take more than the budget.</summary>
    /// <param name="layers">What each layer can be, at least one shape each.</param>
    /// <param name="budget">Bytes of IL for all of them.</param>
    /// <param name="staticLimit">The most bytes of static data.</param>
    public static IReadOnlyList<ShapeCost> Of(IReadOnlyList<IReadOnlyList<ShapeCost>> layers, int budget, int staticLimit)
    {
        IReadOnlyList<ShapeCost> choice = Array.Empty<ShapeCost>();
        foreach (double price in Prices)
        {
            choice = Cheapest(layers, budget, price);
            int bytes = 0;
            foreach (ShapeCost cost in choice) bytes += cost.StaticBytes;
            if (bytes <= staticLimit) break;
        }
        return choice;
    }

    // Multiple choice knapsack: the least cost of the first layers for every number of grains.
    private static IReadOnlyList<ShapeCost> Cheapest(IReadOnlyList<IReadOnlyList<ShapeCost>> layers, int budget, double price)
    {
        int grains = Math.Max(0, budget / Grain);
        var least = new double[grains + 1];
        var picks = new int[layers.Count][];
        for (int layer = 0; layer < layers.Count; layer++)
        {
            var next = new double[grains + 1];
            int[] pick = picks[layer] = new int[grains + 1];
            for (int room = 0; room <= grains; room++)
            {
                (next[room], pick[room]) = (double.PositiveInfinity, -1);
                for (int i = 0; i < layers[layer].Count; i++)
                {
                    ShapeCost cost = layers[layer][i];
                    int left = room - Grains(cost);
                    if (left < 0) continue;
                    double total = least[left] + cost.Time + price * cost.StaticBytes;
                    if (total < next[room]) (next[room], pick[room]) = (total, i);
                }
            }
            least = next;
        }
        var choice = new ShapeCost[layers.Count];
        for (int layer = layers.Count - 1, room = grains; layer >= 0; layer--)
        {
            int pick = double.IsInfinity(least[grains]) ? -1 : picks[layer][room];
            choice[layer] = pick < 0 ? Smallest(layers[layer]) : layers[layer][pick];
            room -= Grains(choice[layer]);
        }
        return choice;
    }

    private static ShapeCost Smallest(IReadOnlyList<ShapeCost> shapes)
    {
        ShapeCost smallest = shapes[0];
        foreach (ShapeCost cost in shapes)
        {
            if (cost.Bytes < smallest.Bytes) smallest = cost;
        }
        return smallest;
    }

    private static int Grains(ShapeCost cost) => (cost.Bytes + Grain - 1) / Grain;
}
