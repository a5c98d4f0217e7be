using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>The usual mistakes with whole networks, one at a time, as changed models; those with cells are <see cref="Mutations"/>.</summary>
public static class LayerMistakes
{
    public static IEnumerable<(string Mistake, Model Model)> Of(Model model)
    {
        for (int k = 0; k < model.Layers.Count; k++)
        {
            foreach ((string mistake, Layer layer) in Of(model.Layers[k], k == 0 ? null : model.Layers[k - 1]))
                yield return ($"{mistake} in layer {k + 1}", new Model(model.Name, model.Layers.Select((l, i) => i == k ? layer : l).ToArray()));
        }
    }

    private static IEnumerable<(string Mistake, Layer Layer)> Of(Layer layer, Layer? before) => layer switch
    {
        RnnLayer { Clip: not null } cell => [("no clip", new RnnLayer(cell.InputSize, cell.HiddenSize, cell.Function, cell.ToWeights()))],
        CellLayer { HasUsualActivations: false } and not RnnLayer => Functions((CellLayer)layer),
        ActivationLayer { Slopes: not null } activation => [("one slope for all", new ActivationLayer(activation.InputSize, activation.Function))],
        Conv1dLayer convolution => Convolution(convolution),
        BidirectionalLayer both => Bidirectional(both),
        ReversedLayer reversed => [("the cell run forward", reversed.Cell)],
        ResidualLayer residual => [("the connection made twice", new ResidualLayer(residual))],
        LastStepLayer last when before is ReversedLayer or BidirectionalLayer => [("the other last step", new LastStepLayer(last.InputSize, !last.FinalStates))],
        _ => [],
    };

    private static IEnumerable<(string Mistake, Layer Layer)> Functions(CellLayer cell)
    {
        CellLayer With(Func<ActivationFunction, int, ActivationFunction> change) => cell.With(cell.Functions.Select(change).ToArray());
        if (cell.Clip is not null) yield return ("no clip", cell.With(cell.ToWeights(), cell.Functions, null));
        int[] gates = Enumerable.Range(0, cell.Functions.Count).Where(cell.IsGate).ToArray();
        int candidate = Enumerable.Range(0, cell.Gates.Count).Single(i => !cell.IsGate(i));
        if (gates.Select(i => cell.Functions[i]).Distinct().Count() > 1)
        {
            foreach (int gate in gates)
            {
                int next = gates[(Array.IndexOf(gates, gate) + 1) % gates.Length];
                if (cell.Functions[gate] != cell.Functions[next])
                    yield return ($"the function of the {cell.Gates[next]} gate in the {cell.Gates[gate]} gate", With((f, i) => i == gate ? cell.Functions[next] : f));
            }
        }
        if (cell.Functions[gates[0]] == ActivationFunction.Sigmoid) yield break;
        yield return ("sigmoid gates", With((f, i) => cell.IsGate(i) ? ActivationFunction.Sigmoid : f));
        int other = cell is LstmLayer ? cell.Functions.Count - 1 : gates[0];
        if (cell is GruLayer && cell.Functions[candidate] != ActivationFunction.Tanh) yield return ("a tanh candidate", With((f, i) => i == candidate ? ActivationFunction.Tanh : f));
        if (cell.Functions[candidate] != cell.Functions[other]) yield return ("two functions swapped", With((f, i) => cell.Functions[i == candidate ? other : i == other ? candidate : i]));
    }

    private static IEnumerable<(string Mistake, Layer Layer)> Convolution(Conv1dLayer layer)
    {
        float[] values = layer.Weights.ToArray();
        int kernel = layer.KernelSize;
        float[] Ordered(System.Func<int, int> from) => values.Select((_, i) => values[from(i)]).ToArray();
        Conv1dLayer With(float[] weights, int dilation, int ahead) => new(
            layer.InputSize, kernel, new Tensor(layer.Weights.Name, layer.Weights.Rows, layer.Weights.Columns, weights), layer.Bias, dilation, layer.Groups, ahead);

        if (kernel > 1) yield return ("the kernel reversed", With(Ordered(i => i / kernel * kernel + kernel - 1 - i % kernel), layer.Dilation, layer.LookAhead));
        int inputs = layer.Weights.Columns / kernel;
        if (kernel > 1 && inputs > 1)
        {
            int columns = layer.Weights.Columns;
            yield return ("inputs and steps of the kernel swapped", With(
                Ordered(i => i / columns * columns + i % columns / kernel + i % kernel * inputs), layer.Dilation, layer.LookAhead));
        }
        if (layer.LookAhead > 0) yield return ("one step less ahead", With(values, layer.Dilation, layer.LookAhead - 1));
    }

    private static IEnumerable<(string Mistake, Layer Layer)> Bidirectional(BidirectionalLayer layer)
    {
        if (layer.Forward.Structure != layer.Backward.Structure) yield break;
        yield return ("the directions swapped", new BidirectionalLayer(layer.Backward, layer.Forward));
    }
}
