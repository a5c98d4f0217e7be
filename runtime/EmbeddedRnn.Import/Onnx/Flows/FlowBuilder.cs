using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>Puts layers on flows, and makes one flow of what the graph takes apart and puts together.</summary>
internal static class FlowBuilder
{
    /// <summary>The signal's items as a flow of their own, in their order.</summary>
    public static Flow Materialise(SignalValue signal, Node node)
    {
        if (!signal.IsAligned && (signal.PadBefore != 0 || signal.PadAfter != 0))
            throw node.Error("its input has steps of zeros before or after the sequence (Pad), which only a convolution may follow.");
        (Flow flow, int[] items) = Narrow(signal.Flow, signal.Items);
        if (flow is JoinedFlow joined) flow = Paired(joined) ?? throw node.Error($"its input is {flow.Description}, which is no chain of layers; only two directions of a cell are joined.");
        if (flow is InputFlow { Use: not InputUse.Sequence } input) throw node.Error($"its input is computed from {input.Description}, which does not run over time.");
        if (flow is FinalFlow final) flow = LastStep(final, node);
        return IsIdentity(items, flow.Size) ? flow : new LayerFlow(flow, Selection(items, flow.Size, node));
    }

    /// <summary>The flow after one more layer.</summary>
    public static Flow Apply(Flow flow, Func<Layer> layer, Node node)
    {
        try
        {
            return new LayerFlow(flow, layer());
        }
        catch (ArgumentException exception)
        {
            throw node.Error(exception.Message);
        }
    }

    /// <summary>The last step of a sequence.</summary>
    public static Flow Last(Flow flow, Node node)
    {
        if (!flow.IsTimed) throw node.Error($"it takes the last step of {flow.Description}, which is not a sequence.");
        if (flow.IsPadded) throw node.Error("it takes the last step of sequences that have their own lengths (sequence_lens), so that it may lie behind the end; use the final state (Y_h).");
        if (flow is JoinedFlow joined) return JoinedFlow.Of(joined.Parts.Select(p => Last(p, node)).ToArray());
        return new LayerFlow(flow, new LastStepLayer(flow.Size));
    }

    /// <summary>The sum of two flows: one must be computed from the other.</summary>
    public static Flow Sum(Flow a, Flow b, Node node)
    {
        if (Between(b, a) is { Count: > 0 } after) return Apply(b, () => new ResidualLayer(after.ToArray()), node);
        if (Between(a, b) is { Count: > 0 } before) return Apply(a, () => new ResidualLayer(before.ToArray()), node);
        if (FirstOf(b) is { } whole && Between(whole, a) is { Count: > 0 } cut) return Apply(whole, () => new ResidualLayer(cut.ToArray()), node);
        if (FirstOf(a) is { } other && Between(other, b) is { Count: > 0 } rest) return Apply(other, () => new ResidualLayer(rest.ToArray()), node);
        throw node.Error($"it adds {a.Description} and {b.Description}, and neither is computed from the other; only a connection around layers (x + layers(x)) is supported.");
    }

    /// <summary>The layers from one flow to another, or null where the second is not computed from the first by a chain.</summary>
    public static List<Layer>? Between(Flow from, Flow to)
    {
        var layers = new List<Layer>();
        for (Flow at = to; at != from; at = ((LayerFlow)at).Parent)
        {
            if (at is not LayerFlow layer) return null;
            layers.Add(layer.Layer);
        }
        layers.Reverse();
        return layers;
    }

    /// <summary>Leaves out the parts of a concatenation of which nothing is taken, and those that stand there already.</summary>
    public static (Flow Flow, int[] Items) Narrow(Flow flow, int[] items)
    {
        if (flow is not JoinedFlow joined) return (flow, items);
        var startOf = new int[joined.Parts.Count];
        var partOf = new int[joined.Size];
        for (int p = 0, at = 0; p < startOf.Length; at += joined.Parts[p].Size, p++)
        {
            startOf[p] = at;
            Array.Fill(partOf, p, at, joined.Parts[p].Size);
        }
        var newStart = new Dictionary<Flow, int>();
        var parts = new List<Flow>();
        int size = 0;
        foreach (int p in items.Select(i => partOf[i]).Distinct().Order())
        {
            if (!newStart.TryAdd(joined.Parts[p], size)) continue;
            parts.Add(joined.Parts[p]);
            size += joined.Parts[p].Size;
        }
        return (JoinedFlow.Of(parts), Array.ConvertAll(items, i => i - startOf[partOf[i]] + newStart[joined.Parts[partOf[i]]]));
    }

    private static Flow LastStep(FinalFlow final, Node node)
    {
        if (final.IsCellState) throw node.Error("it computes with a final cell state (Y_c), which only the state of the network has; nothing but an output of the graph can be made of it.");
        return final.Output;
    }

    // Exporters that know no direction "bidirectional" write a forward and a reverse operator and join their outputs.
    private static Flow? Paired(JoinedFlow joined)
    {
        if (joined.Parts.Count != 2) return null;
        return (joined.Parts[0], joined.Parts[1]) switch
        {
            (CellFlow forward, CellFlow backward) => Pair(forward, backward),
            (FinalFlow { IsCellState: false } forward, FinalFlow { IsCellState: false } backward) when Pair(forward.Cell, backward.Cell) is { } pair =>
                new FinalFlow(pair, isCellState: false, forward.IsStep),
            (LayerFlow { Layer: LastStepLayer, Parent: CellFlow forward }, LayerFlow { Layer: LastStepLayer, Parent: CellFlow backward }) when Pair(forward, backward) is { } pair =>
                new LayerFlow(pair, new LastStepLayer(pair.Size)),
            _ => null,
        };
    }

    private static CellFlow? Pair(CellFlow forward, CellFlow backward)
    {
        if (forward.Parent != backward.Parent || forward.HasLengths != backward.HasLengths) return null;
        if (forward.Layer is not CellLayer first || backward.Layer is not ReversedLayer second) return null;
        if (forward.Paired?.Layer is BidirectionalLayer made && made.Backward == second.Cell) return forward.Paired;
        return forward.Paired = new CellFlow(forward.Parent, new BidirectionalLayer(first, second.Cell), forward.HasLengths);
    }

    private static Flow? FirstOf(Flow flow) =>
        flow is LayerFlow { Layer: DenseLayer dense, Parent: var parent } && dense.Weights.Name == TensorNames.Weights && IsCut(dense) ? parent : null;

    private static bool IsCut(DenseLayer dense)
    {
        if (dense.Bias is not null) return false;
        for (int o = 0; o < dense.OutputSize; o++)
        {
            for (int i = 0; i < dense.InputSize; i++)
            {
                if (dense.Weights[o, i] != (o == i ? 1 : 0)) return false;
            }
        }
        return true;
    }

    private static bool IsIdentity(int[] items, int size)
    {
        if (items.Length != size) return false;
        for (int i = 0; i < size; i++)
        {
            if (items[i] != i) return false;
        }
        return true;
    }

    /// <summary>Features in another order, or some of them, as a dense layer of zeros and ones.</summary>
    private static DenseLayer Selection(int[] items, int size, Node node)
    {
        const int MostWeights = 4_000_000;
        if ((long)items.Length * size > MostWeights)
            throw node.Error(FormattableString.Invariant($"its input is {items.Length} of {size} features in another order, which is too large a matrix."));
        var weights = new float[items.Length * size];
        for (int o = 0; o < items.Length; o++) weights[o * size + items[o]] = 1;
        return new DenseLayer(new Tensor(TensorNames.Weights, items.Length, size, weights));
    }
}
