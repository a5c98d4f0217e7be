using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>
/// All trainable weights of a model as one vector, layer after layer in the order of <see cref="Layer.Tensors"/>. Initial states
/// and scalings are not trained.
/// </summary>
internal sealed class NetworkParameters
{
    private readonly Model model;
    private readonly List<(Tensor Tensor, Weights Place)> places = [];

    public NetworkParameters(Model model)
    {
        this.model = model;
        foreach (Tensor tensor in model.AllLayers.Where(l => l.Inner.Count == 0).SelectMany(l => l.Tensors).Where(IsTrained))
        {
            places.Add((tensor, new Weights(Count, tensor.Count)));
            Count += tensor.Count;
        }
        Matrices = [.. places.Where(p => IsMatrix(p.Tensor)).Select(p => p.Place)];
    }

    /// <summary>How many weights are trained.</summary>
    public int Count { get; private set; }

    /// <summary>Where the weights lie that multiply inputs and states.</summary>
    public Weights[] Matrices { get; }

    /// <summary>The model's weights.</summary>
    public float[] Initial()
    {
        var values = new float[Count];
        foreach ((Tensor tensor, Weights place) in places) tensor.CopyTo(values, place.Offset);
        return values;
    }

    /// <summary>Gives the places of the tensors one after the other, in the order in which the layers ask for them.</summary>
    public Func<Tensor?, Weights> Places()
    {
        int next = 0;
        return tensor =>
        {
            if (tensor is null) return default;
            (Tensor expected, Weights place) = places[next++];
            if (expected != tensor) throw new InvalidOperationException($"tensor {tensor} was asked for, but {expected} comes next.");
            return place;
        };
    }

    /// <summary>The same model with other weights.</summary>
    public Model With(ReadOnlySpan<float> values)
    {
        float[] copy = values.ToArray();
        int next = 0;
        Tensor? Change(Tensor? tensor)
        {
            if (tensor is null || !IsTrained(tensor)) return tensor;
            Weights place = places[next++].Place;
            return tensor.With(copy.AsSpan(place.Offset, place.Count).ToArray());
        }
        return new Model(model.Name, model.Layers.Select(l => Changed(l, Change)).ToArray());
    }

    private static bool IsTrained(Tensor tensor) =>
        tensor.Name is not (TensorNames.InitialHidden or TensorNames.InitialCell or TensorNames.Scale or TensorNames.Shift);

    private static bool IsMatrix(Tensor tensor) =>
        tensor.Name is TensorNames.InputWeights or TensorNames.RecurrentWeights or TensorNames.Projection or TensorNames.Weights;

    private static Layer Changed(Layer layer, Func<Tensor?, Tensor?> change) => layer switch
    {
        CellLayer cell => Changed(cell, change),
        DenseLayer dense => new DenseLayer(change(dense.Weights)!, change(dense.Bias)),
        ActivationLayer { Slopes: { } slopes } activation => new ActivationLayer(activation.InputSize, activation.Function, change(slopes)),
        ReversedLayer reversed => new ReversedLayer(Changed(reversed.Cell, change)),
        BidirectionalLayer both => new BidirectionalLayer(Changed(both.Forward, change), Changed(both.Backward, change)),
        ResidualLayer residual => new ResidualLayer(residual.Inner.Select(l => Changed(l, change)).ToArray()),
        _ => layer,
    };

    private static CellLayer Changed(CellLayer cell, Func<Tensor?, Tensor?> change)
    {
        // In the order of CellLayer.Tensors.
        CellWeights weights = cell.ToWeights();
        weights.InputWeights = change(weights.InputWeights);
        weights.RecurrentWeights = change(weights.RecurrentWeights);
        weights.InputBias = change(weights.InputBias);
        weights.RecurrentBias = change(weights.RecurrentBias);
        weights.Peepholes = change(weights.Peepholes);
        weights.Projection = change(weights.Projection);
        return cell.With(weights, cell.Functions, cell.Clip);
    }
}
