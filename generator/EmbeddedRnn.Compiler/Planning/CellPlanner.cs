using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Planning;

/// <summary>
/// Splits each cell kind into passes. Sigmoid gates run as tanh: s(a) = 0.5 + 0.5 * tanh(a / 2), with the half folded into
/// the weights, which is exact. A cell with other activations keeps its weights as they are.
/// </summary>
public static class CellPlanner
{
    private const string Half = "0.5f";
    private const string One = "1f";
    private static readonly Peephole[] NoPeepholes = Array.Empty<Peephole>();

    /// <summary>Plans a cell.</summary>
    public static LayerPlan Plan(CellLayer layer, MemoryPlan memory, SkippingForm skipping = SkippingForm.None)
    {
        var plan = new LayerPlan(layer, memory) { Skipping = skipping };
        plan.AddState("hidden", layer.OutputSize, "the hidden state h");
        var input = new Operand("input", "x", layer.InputSize, Parts.Input, "inputWeights", "W x");
        var hidden = new Operand("hidden", "h", layer.OutputSize, Parts.Recurrent, "recurrentWeights", "U h");
        plan.Passes = layer switch
        {
            RnnLayer rnn => Rnn(rnn, input, hidden),
            GruLayer { Reset: ResetPosition.After } gru when skipping == SkippingForm.Rows => UpdateFirst(plan, gru, input, hidden),
            GruLayer { Reset: ResetPosition.After } gru => ResetAfter(gru, input, hidden),
            GruLayer gru => ResetBefore(plan, gru, input, hidden),
            LstmLayer lstm => Lstm(plan, lstm, input, hidden),
            _ => throw new ArgumentException($"no plan for a layer of kind {layer.Kind}."),
        };
        plan.Add("next", layer.OutputSize, "the new hidden state while blocks of units still read the old one");
        return plan;
    }

    private static Pass[] Rnn(RnnLayer layer, Operand input, Operand hidden) => new[]
    {
        new Pass("hidden state", layer.HiddenSize, new[] { new Accumulator("a", 0, One, Parts.Both) }, new[] { input, hidden }, NoPeepholes, InputBias(layer), RecurrentBias(layer)),
    };

    // The candidate's two halves stay apart until r is known. With t = tanh(ar / 2) and the recurrent half n halved,
    // q + r * (2 n) = q + n + t * n: one multiply-add more instead of a gate value.
    private static Pass[] ResetAfter(GruLayer layer, Operand input, Operand hidden) => new[]
    {
        new Pass("update gate, reset gate and candidate", layer.HiddenSize, new[]
        {
            new Accumulator("z", 0, GateScale(layer), Parts.Both),
            new Accumulator("r", 1, GateScale(layer), Parts.Both),
            new Accumulator("q", 2, One, Parts.Input),
            new Accumulator("n", 2, GateScale(layer), Parts.Recurrent),
        }, new[] { input, hidden }, NoPeepholes, InputBias(layer), RecurrentBias(layer)),
    };

    // The update gate says which units need the rest. All at once for many steps in a row where most do.
    private static Pass[] UpdateFirst(LayerPlan plan, GruLayer layer, Operand input, Operand hidden)
    {
        plan.Add("keep", layer.HiddenSize, "the update gate z");
        plan.Add("rowValues", Region.Pad(layer.InputSize) + Region.Pad(layer.HiddenSize), "x and h for products row by row, zeros between");
        plan.Add("reset", layer.HiddenSize, "the reset gate r");
        plan.Add("fromInput", layer.HiddenSize, "W x of the candidate");
        plan.Add("fromHidden", layer.HiddenSize, "U h of the candidate");
        plan.Add("open", 1, "how many steps in a row had work to do for most units");
        Pass all = ResetAfter(layer, input, hidden)[0];
        return new[]
        {
            all with { Title = "update gate", Accumulators = all.Accumulators.Take(1).ToArray() },
            all with { Title = "reset gate and candidate", Accumulators = all.Accumulators.Skip(1).ToArray() },
            all,
        };
    }

    private static Pass[] ResetBefore(LayerPlan plan, GruLayer layer, Operand input, Operand hidden)
    {
        plan.Add("keep", layer.HiddenSize, "the update gate z");
        plan.Add("resetHidden", layer.HiddenSize, "r * h");
        Operand resetHidden = hidden with { Variable = "resetHidden", Comment = "U (r * h)" };
        return new[]
        {
            new Pass("update gate and reset gate", layer.HiddenSize, new[]
            {
                new Accumulator("z", 0, GateScale(layer), Parts.Both),
                new Accumulator("r", 1, GateScale(layer), Parts.Both),
            }, new[] { input, hidden }, NoPeepholes, InputBias(layer), RecurrentBias(layer)),
            new Pass("candidate", layer.HiddenSize, new[] { new Accumulator("n", 2, One, Parts.Both) }, new[] { input, resetHidden }, NoPeepholes, InputBias(layer), RecurrentBias(layer)),
        };
    }

    private static Pass[] Lstm(LayerPlan plan, LstmLayer layer, Operand input, Operand hidden)
    {
        plan.AddState("cell", layer.HiddenSize, "the cell state c");
        var sums = new List<Accumulator> { new("i", 0, GateScale(layer), Parts.Both) };
        if (!layer.Coupled) sums.Add(new Accumulator("f", 1, GateScale(layer), Parts.Both));
        sums.Add(new Accumulator("g", sums.Count, One, Parts.Both));
        sums.Add(new Accumulator("o", sums.Count, GateScale(layer), Parts.Both));

        var peepholes = new List<Peephole>();
        if (layer.Peepholes is not null)
        {
            peepholes.Add(new Peephole("pi", 0, GateScale(layer)));
            if (!layer.Coupled) peepholes.Add(new Peephole("pf", 1, GateScale(layer)));
            peepholes.Add(new Peephole("po", layer.Coupled ? 1 : 2, GateScale(layer)));
        }
        var gates = new Pass("gates and candidate", layer.HiddenSize, sums, new[] { input, hidden }, peepholes, InputBias(layer), RecurrentBias(layer));
        if (layer.Projection is null) return new[] { gates };

        plan.Add("product", layer.HiddenSize, "o * tanh(c'), before the projection");
        var product = new Operand("product", "m", layer.HiddenSize, Parts.Both, "projection", "P (o * tanh(c'))");
        return new[]
        {
            gates,
            new Pass("projection", layer.OutputSize, new[] { new Accumulator("p", 0, One, Parts.Both) }, new[] { product }, NoPeepholes, null, null),
        };
    }

    // The half that is folded into the weights of a gate which runs as tanh.
    private static string GateScale(CellLayer layer) => layer.HasUsualActivations ? Half : One;

    private static string? InputBias(CellLayer layer) => layer.InputBias is null ? null : "inputBias";

    private static string? RecurrentBias(CellLayer layer) => layer.RecurrentBias is null ? null : "recurrentBias";
}
