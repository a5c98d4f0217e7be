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
    /// Every mistake that can be made with the model, cell by cell, also those inside other layers: each pair of gates swapped, the reset flipped between before
    /// and after, tanh and ReLU exchanged, the recurrence dropped, the bias halves swapped, the recurrent weights transposed. Those that change
    /// nothing at all are left out: bias halves where the two are only ever summed, and the reset position of a single unit without
    /// a recurrent bias, where U (r * h) = r * (U h).
    /// </summary>
    public static IReadOnlyList<Mutation> Of(Model model)
    {
        var list = new List<Mutation>();
        CellLayer[] cells = Cells(model);
        for (int k = 0; k < cells.Length; k++)
        {
            CellLayer cell = cells[k];
            string where = Where(model, cells, k);
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
        CellLayer[] cells = Cells(model);
        for (int k = 0; k < cells.Length; k++)
        {
            CellLayer cell = cells[k];
            foreach (int[] order in Permutations(Enumerable.Range(0, cell.Gates.Count).ToArray()))
            {
                if (order.Where((gate, i) => gate != i).Count() < 3) continue;
                string where = Where(model, cells, k);
                list.Add(new Mutation($"its gate rows taken in the order {string.Join(", ", order.Select(g => cell.Gates[g]))}{where}", OrderGates(model, order, k)));
            }
        }
        return list;
    }

    /// <summary>Swaps two gates' rows in all weights and biases (and in the peepholes where both gates have them).</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">A gate, as an index into <see cref="CellLayer.Gates"/>.</param>
    /// <param name="second">Another gate.</param>
    /// <param name="cell">The cell, from 0 and in the order of <see cref="Model.AllLayers"/>.</param>
    public static Model SwapGates(Model model, int first, int second, int cell = 0)
    {
        int[] order = Enumerable.Range(0, Cell(model, cell).Gates.Count).ToArray();
        (order[first], order[second]) = (order[second], order[first]);
        return OrderGates(model, order, cell);
    }

    /// <summary>Takes the rows of gate <c>order[g]</c> as those of gate g, in all weights and biases.</summary>
    public static Model OrderGates(Model model, IReadOnlyList<int> order, int cell = 0) => Change(model, cell, weights =>
    {
        weights.InputWeights = weights.InputWeights!.OrderBlocks(order);
        weights.RecurrentWeights = weights.RecurrentWeights!.OrderBlocks(order);
        weights.InputBias = weights.InputBias?.OrderBlocks(order);
        weights.RecurrentBias = weights.RecurrentBias?.OrderBlocks(order);
        weights.Peepholes = weights.Peepholes?.OrderPeepholes(order);
    });

    /// <summary>A GRU with the reset before the recurrent product where it was after it, and the reverse.</summary>
    public static Model FlipReset(Model model, int cell = 0)
    {
        if (Cell(model, cell) is not GruLayer gru) throw new ArgumentException("only a GRU has a reset position.", nameof(model));
        ResetPosition flipped = gru.Reset == ResetPosition.After ? ResetPosition.Before : ResetPosition.After;
        return Replace(model, cell, new GruLayer(gru.InputSize, gru.HiddenSize, flipped, gru.ToWeights(), gru.Functions, gru.Clip));
    }

    /// <summary>A plain RNN with tanh where it had ReLU, and the reverse.</summary>
    public static Model OtherActivation(Model model, int cell = 0)
    {
        if (Cell(model, cell) is not RnnLayer { Activation: { } activation } rnn)
            throw new ArgumentException("only a plain RNN that states its activation has another one.", nameof(model));
        Activation other = activation == Activation.Tanh ? Activation.Relu : Activation.Tanh;
        return Replace(model, cell, new RnnLayer(rnn.InputSize, rnn.HiddenSize, other, rnn.ToWeights(), rnn.Clip));
    }

    /// <summary>All recurrent weights zero. The recurrent bias stays.</summary>
    public static Model DropRecurrence(Model model, int cell = 0) =>
        Change(model, cell, weights => weights.RecurrentWeights = weights.RecurrentWeights?.With(new float[weights.RecurrentWeights.Count]));

    /// <summary>The input bias as the recurrent bias and the reverse. Changes something only in a GRU with the reset after.</summary>
    public static Model SwapBiasHalves(Model model, int cell = 0) => Change(model, cell, weights =>
        (weights.InputBias, weights.RecurrentBias) = (weights.RecurrentBias?.Named(TensorNames.InputBias), weights.InputBias?.Named(TensorNames.RecurrentBias)));

    /// <summary>Each gate's square block of recurrent weights transposed, as when a [from, to] layout is read as [to, from].</summary>
    public static Model TransposeRecurrence(Model model, int cell = 0) =>
        Change(model, cell, weights => weights.RecurrentWeights = weights.RecurrentWeights!.TransposeBlocks());

    /// <summary>The last step first. A sequence of one step, or of equal steps, is unchanged by it.</summary>
    public static Sequence ReverseTime(Sequence sequence)
    {
        var values = new double[sequence.Steps * sequence.Width];
        for (int t = 0; t < sequence.Steps; t++)
            sequence.Row(sequence.Steps - 1 - t).CopyTo(values.AsSpan(t * sequence.Width));
        return new Sequence(sequence.Width, values);
    }

    private static CellLayer[] Cells(Model model) => model.AllLayers.OfType<CellLayer>().ToArray();

    private static string Where(Model model, CellLayer[] cells, int index)
    {
        if (cells.Length == 1) return "";
        return model.Layers.All(l => l is CellLayer) ? $" in layer {index + 1}" : $" in cell {index + 1}";
    }

    private static CellLayer Cell(Model model, int index)
    {
        CellLayer[] cells = Cells(model);
        return index < cells.Length ? cells[index] : throw new ArgumentException($"{model.Name} has {cells.Length} recurrent cells, and no cell {index + 1}.", nameof(model));
    }

    private static Model Change(Model model, int index, Action<CellWeights> change)
    {
        CellLayer cell = Cell(model, index);
        CellWeights weights = cell.ToWeights();
        change(weights);
        return Replace(model, index, cell.With(weights));
    }

    private static Model Replace(Model model, int index, CellLayer changed)
    {
        int next = 0;
        return model.WithCells(cell => next++ == index ? changed : cell);
    }

    private static IEnumerable<int[]> Permutations(int[] items)
    {
        if (items.Length <= 1) return new[] { items };
        return items.SelectMany(first => Permutations(items.Where(i => i != first).ToArray()).Select(rest => rest.Prepend(first).ToArray()));
    }
}
