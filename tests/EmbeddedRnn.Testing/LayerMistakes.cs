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
        RnnLayer { Clip: not null } cell => [("no clip", new RnnLayer(cell.InputSize, cell.HiddenSize, cell.Function, cell.Weights()))],
        GruLayer { HasUsualActivations: false } cell => Gru(cell),
        LstmLayer { HasUsualActivations: false } cell => Lstm(cell),
        ActivationLayer { Slopes: not null } activation => [("one slope for all", new ActivationLayer(activation.InputSize, activation.Function))],
        Conv1dLayer convolution => Convolution(convolution),
        BidirectionalLayer both => Bidirectional(both),
        ReversedLayer reversed => [("the cell run forward", reversed.Cell)],
        ResidualLayer residual => [("the connection made twice", new ResidualLayer(residual))],
        LastStepLayer last when before is ReversedLayer or BidirectionalLayer => [("the other last step", new LastStepLayer(last.InputSize, !last.FinalStates))],
        _ => [],
    };

    private static IEnumerable<(string Mistake, Layer Layer)> Gru(GruLayer cell)
    {
        GruLayer With(ActivationFunction gates, ActivationFunction candidate, float? clip) =>
            new(cell.InputSize, cell.HiddenSize, cell.Reset, cell.Weights(), gates, candidate, clip);
        if (cell.Clip is not null) yield return ("no clip", With(cell.GateFunction, cell.CandidateFunction, null));
        if (cell.GateFunction == ActivationFunction.Sigmoid) yield break;
        yield return ("sigmoid gates", With(ActivationFunction.Sigmoid, cell.CandidateFunction, cell.Clip));
        yield return ("a tanh candidate", With(cell.GateFunction, ActivationFunction.Tanh, cell.Clip));
        yield return ("the functions swapped", With(cell.CandidateFunction, cell.GateFunction, cell.Clip));
    }

    private static IEnumerable<(string Mistake, Layer Layer)> Lstm(LstmLayer cell)
    {
        LstmLayer With(ActivationFunction gates, ActivationFunction candidate, ActivationFunction output, float? clip) =>
            new(cell.InputSize, cell.HiddenSize, cell.Coupled, cell.Weights(), gates, candidate, output, clip);
        if (cell.Clip is not null) yield return ("no clip", With(cell.GateFunction, cell.CandidateFunction, cell.OutputFunction, null));
        if (cell.GateFunction == ActivationFunction.Sigmoid) yield break;
        yield return ("sigmoid gates", With(ActivationFunction.Sigmoid, cell.CandidateFunction, cell.OutputFunction, cell.Clip));
        yield return ("the candidate's and the output's function swapped", With(cell.GateFunction, cell.OutputFunction, cell.CandidateFunction, cell.Clip));
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
