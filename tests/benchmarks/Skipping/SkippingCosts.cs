using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks.Skipping;

/// <summary>
/// What leaving work out costs and saves by the share of gates that are open, on cells whose gates close at random: each unit's in that
/// share of the steps, of its own accord. From this the planner has the numbers at which it turns.
/// </summary>
internal static class SkippingCosts
{
    private static readonly double[] Shares = [0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9];

    private static readonly Variant[] Ways =
    [
        new("Never", DesktopOptions.Default, new PlanChoices { Skipping = EmbeddedRnn.Skipping.Never }),
        new("all", DesktopOptions.Default, new PlanChoices { Skipping = EmbeddedRnn.Skipping.Always, MostLive = -1 }),
        new("left out", DesktopOptions.Default, new PlanChoices { Skipping = EmbeddedRnn.Skipping.Always, MostLive = int.MaxValue }),
        new("planned", DesktopOptions.Default, new PlanChoices { Skipping = EmbeddedRnn.Skipping.Always }),
    ];

    private static readonly CellOptions[] Cells = [CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm()];

    /// <summary>Measures and prints a table.</summary>
    /// <param name="chosen">Which cells, by name.</param>
    public static void Print(Func<string, bool> chosen)
    {
        Console.WriteLine("Times as fast as without: a step that looks and leaves nothing out; that leaves out whatever it can; as planned; Run as planned.\n");
        var table = new MarkdownTable(["cell", "ns, Never", .. Shares.Select(s => FormattableString.Invariant($"{s:P0} open"))]);
        foreach (CellOptions cell in Cells)
        foreach ((int inputs, int units) in new[] { (8, 64), (32, 64), (8, 96), (8, 128), (64, 128), (8, 256), (128, 256) })
        {
            string name = FormattableString.Invariant($"{cell} {inputs},{units}");
            if (!chosen(name)) continue;
            var ratios = new List<string>();
            double never = 0;
            foreach (double share in Shares)
            {
                var given = new RepeatedInputs(inputs);
                Model model = Model(cell, given, units, share);
                Contender[] contenders = [.. VariantContenders.Create(model, given, Ways), .. VariantContenders.CreateRuns(model, given, [Ways[0], Ways[^1]])];
                double[] times = [.. Measurement.Of(contenders).Select(t => t.Nanoseconds)];
                never = times[0];
                ratios.Add(FormattableString.Invariant($"{never / times[1]:F2} {never / times[2]:F2} {never / times[3]:F2} {times[4] / times[5]:F2}"));
            }
            table.Add([name, FormattableString.Invariant($"{never:F0}"), .. ratios]);
        }
        Console.WriteLine($"{CompilerServices.KernelSelection.Widest}\n");
        Console.Write(table);
    }

    // One gate alone decides: GRU z after, r before; LSTM o. A step of a random sum of inputs, which is open in the given share of them.
    private static Model Model(CellOptions cell, RepeatedInputs inputs, int units, double share)
    {
        Model plain = RandomModels.Contractive(cell, inputs.Width, units, 1);
        var layer = (CellLayer)plain.Layers[0];
        int deciding = layer switch { GruLayer { Reset: ResetPosition.After } => 0, GruLayer => 1, _ => layer.Gates.Count - 1 };
        bool opensBelow = deciding == 0;
        CellWeights weights = layer.ToWeights();
        float[] input = weights.InputWeights!.ToArray(), recurrent = weights.RecurrentWeights!.ToArray(), bias = weights.InputBias!.ToArray(), other = weights.RecurrentBias!.ToArray();
        for (int row = deciding * units; row < (deciding + 1) * units; row++)
        {
            Array.Clear(recurrent, row * units, units);
            float[] sums = [.. Enumerable.Range(0, RepeatedInputs.Samples).Select(s => Enumerable.Range(0, inputs.Width).Sum(k => input[(row * inputs.Width) + k] * inputs.Values[(s * inputs.Width) + k])).Order()];
            bias[row] = -sums[(int)((opensBelow ? share : 1 - share) * (sums.Length - 1))];
            other[row] = 0;
        }
        weights.RecurrentWeights = new Tensor(weights.RecurrentWeights!.Name, weights.RecurrentWeights.Rows, weights.RecurrentWeights.Columns, recurrent);
        weights.InputBias = new Tensor(weights.InputBias!.Name, weights.InputBias.Rows, weights.InputBias.Columns, bias);
        weights.RecurrentBias = new Tensor(weights.RecurrentBias!.Name, weights.RecurrentBias.Rows, weights.RecurrentBias.Columns, other);
        ActivationFunction[] functions = [.. layer.Functions.Select((f, i) => i == deciding ? ActivationFunction.Step : layer.IsGate(i) ? GateFamilies.Function(Gate.HardSigmoid02)! : f)];
        return new Model(plain.Name, layer.With(weights, functions, null));
    }
}
