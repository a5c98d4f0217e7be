using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The usual mistakes when a trained cell is carried from one system to another, made on purpose: a suite that does not
/// notice them tests nothing, and outputs that fit one of them say what went wrong.
/// </summary>
public static class Mutations
{
    /// <summary>
    /// Every mistake that can be made with the model, layer by layer: each pair of gates swapped, the reset flipped between before
    /// and after, tanh and ReLU exchanged, the recurrence dropped, the bias halves swapped, the recurrent weights transposed. Those that change
    /// nothing at all are left out: bias halves where the two are only ever summed, and the reset position of a single unit without
    /// a recurrent bias, where U (r * h) = r * (U h).
    /// </summary>
    public static IReadOnlyList<Mutation> Of(Model model)
    {
        var list = new List<Mutation>();
        for (int k = 0; k < model.Layers.Count; k++)
        {
            if (model.Layers[k] is not CellLayer cell) continue;
            string where = model.Layers.Count == 1 ? "" : $" in layer {k + 1}";
            for (int a = 0; a < cell.Gates.Count; a++)
            {
                for (int b = a + 1; b < cell.Gates.Count; b++)
                    list.Add(new Mutation($"the {cell.Gates[a]} and {cell.Gates[b]} gates swapped{where}", SwapGates(model, a, b, k)));
            }
            if (cell is GruLayer gru && (gru.HiddenSize > 1 || gru.RecurrentBias is not null))
                list.Add(new Mutation($"the reset {(gru.Reset == ResetPosition.After ? "before" : "after")} the recurrent product{where}", FlipReset(model, k)));
            if (cell is RnnLayer { Activation: { } activation })
                list.Add(new Mutation($"{(activation == Activation.Tanh ? "ReLU" : "tanh")} as its activation{where}", OtherActivation(model, k)));
            list.Add(new Mutation($"its recurrence dropped{where}", DropRecurrence(model, k)));
            if (cell is GruLayer { Reset: ResetPosition.After } && (cell.InputBias ?? cell.RecurrentBias) is not null)
                list.Add(new Mutation($"its bias halves swapped{where}", SwapBiasHalves(model, k)));
            if (cell.OutputSize == cell.HiddenSize && cell.HiddenSize > 1)
                list.Add(new Mutation($"its recurrent weights transposed{where}", TransposeRecurrence(model, k)));
        }
        return list;
    }

    /// <summary>The orders of a cell's gate rows that are more than one swap away, as when one system's gate order is read as another's.</summary>
    public static IReadOnlyList<Mutation> GateOrders(Model model)
    {
        var list = new List<Mutation>();
        for (int k = 0; k < model.Layers.Count; k++)
        {
            if (model.Layers[k] is not CellLayer cell) continue;
            foreach (int[] order in Permutations(Enumerable.Range(0, cell.Gates.Count).ToArray()))
            {
                if (order.Where((gate, i) => gate != i).Count() < 3) continue;
                string where = model.Layers.Count == 1 ? "" : $" in layer {k + 1}";
                list.Add(new Mutation($"its gate rows taken in the order {string.Join(", ", order.Select(g => cell.Gates[g]))}{where}", OrderGates(model, order, k)));
            }
        }
        return list;
    }

    /// <summary>Swaps two gates' rows in all weights and biases (and in the peepholes where both gates have them).</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">A gate, as an index into <see cref="CellLayer.Gates"/>.</param>
    /// <param name="second">Another gate.</param>
    /// <param name="layer">The layer, from 0.</param>
    public static Model SwapGates(Model model, int first, int second, int layer = 0)
    {
        int[] order = Enumerable.Range(0, Cell(model, layer).Gates.Count).ToArray();
        (order[first], order[second]) = (order[second], order[first]);
        return OrderGates(model, order, layer);
    }

    /// <summary>Takes the rows of gate <c>order[g]</c> as those of gate g, in all weights and biases.</summary>
    public static Model OrderGates(Model model, IReadOnlyList<int> order, int layer = 0) => Change(model, layer, cell =>
    {
        cell.InputWeights = cell.InputWeights!.OrderBlocks(order);
        cell.RecurrentWeights = cell.RecurrentWeights!.OrderBlocks(order);
        cell.InputBias = cell.InputBias?.OrderBlocks(order);
        cell.RecurrentBias = cell.RecurrentBias?.OrderBlocks(order);
        cell.Peepholes = cell.Peepholes?.OrderPeepholes(order);
    });

    /// <summary>A GRU with the reset before the recurrent product where it was after it, and the reverse.</summary>
    public static Model FlipReset(Model model, int layer = 0)
    {
        if (Cell(model, layer) is not GruLayer gru) throw new ArgumentException("only a GRU has a reset position.", nameof(model));
        ResetPosition flipped = gru.Reset == ResetPosition.After ? ResetPosition.Before : ResetPosition.After;
        return Replace(model, layer, new GruLayer(gru.InputSize, gru.HiddenSize, flipped, gru.Weights(), gru.GateFunction, gru.CandidateFunction, gru.Clip));
    }

    /// <summary>A plain RNN with tanh where it had ReLU, and the reverse.</summary>
    public static Model OtherActivation(Model model, int layer = 0)
    {
        if (Cell(model, layer) is not RnnLayer { Activation: { } activation } rnn)
            throw new ArgumentException("only a plain RNN that states its activation has another one.", nameof(model));
        Activation other = activation == Activation.Tanh ? Activation.Relu : Activation.Tanh;
        return Replace(model, layer, new RnnLayer(rnn.InputSize, rnn.HiddenSize, other, rnn.Weights(), rnn.Clip));
    }

    /// <summary>All recurrent weights zero. The recurrent bias stays.</summary>
    public static Model DropRecurrence(Model model, int layer = 0) =>
        Change(model, layer, cell => cell.RecurrentWeights = cell.RecurrentWeights?.With(new float[cell.RecurrentWeights.Count]));

    /// <summary>The input bias as the recurrent bias and the reverse. Changes something only in a GRU with the reset after.</summary>
    public static Model SwapBiasHalves(Model model, int layer = 0) => Change(model, layer, cell =>
        (cell.InputBias, cell.RecurrentBias) = (cell.RecurrentBias?.Named(TensorNames.InputBias), cell.InputBias?.Named(TensorNames.RecurrentBias)));

    /// <summary>Each gate's square block of recurrent weights transposed, as when a [from, to] layout is read as [to, from].</summary>
    public static Model TransposeRecurrence(Model model, int layer = 0) =>
        Change(model, layer, cell => cell.RecurrentWeights = cell.RecurrentWeights!.TransposeBlocks());

    /// <summary>The last step first. A sequence of one step, or of equal steps, is unchanged by it.</summary>
    public static Sequence ReverseTime(Sequence sequence)
    {
        var values = new double[sequence.Steps * sequence.Width];
        for (int t = 0; t < sequence.Steps; t++)
            sequence.Row(sequence.Steps - 1 - t).CopyTo(values.AsSpan(t * sequence.Width));
        return new Sequence(sequence.Width, values);
    }

    private static CellLayer Cell(Model model, int layer) =>
        model.Layers[layer] as CellLayer ?? throw new ArgumentException($"layer {layer + 1} of {model.Name} is no recurrent cell.", nameof(model));

    private static Model Change(Model model, int layer, Action<CellWeights> change)
    {
        CellLayer cell = Cell(model, layer);
        CellWeights weights = cell.Weights();
        change(weights);
        return Replace(model, layer, cell.With(weights));
    }

    private static Model Replace(Model model, int layer, Layer changed) =>
        new(model.Name, model.Layers.Select((l, k) => k == layer ? changed : l).ToArray());

    private static IEnumerable<int[]> Permutations(int[] items)
    {
        if (items.Length <= 1) return new[] { items };
        return items.SelectMany(first => Permutations(items.Where(i => i != first).ToArray()).Select(rest => rest.Prepend(first).ToArray()));
    }
}
