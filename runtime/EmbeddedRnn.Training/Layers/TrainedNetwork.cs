using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Training;

/// <summary>A model's layers while they train, one for each shard of a batch.</summary>
internal sealed class TrainedNetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the network.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Where its weights lie.</param>
    /// <param name="dropouts">Dropout behind layers, by their index in <see cref="Model.AllLayers"/>.</param>
    /// <param name="lastStepOnly">True where only the output of the last valid step counts.</param>
    /// <param name="logits">True to leave out a softmax at the end, whose cross-entropy is computed from its inputs.</param>
    public TrainedNetwork(Model model, NetworkParameters parameters, IReadOnlyList<Dropout> dropouts, bool lastStepOnly, bool logits)
    {
        var layers = model.Layers.ToList();
        if (logits && layers.Count > 1 && layers[^1] is ActivationLayer { Function.Kind: ActivationKind.Softmax }) layers.RemoveAt(layers.Count - 1);
        if (lastStepOnly && !model.OutputsLastStepOnly)
        {
            // The layers behind the last cell have no state: they need to see the last step only.
            int behind = layers.FindLastIndex(l => l.StateSize > 0 || l.WhyNotStreaming is not null) + 1;
            int size = behind == 0 ? model.InputSize : layers[behind - 1].OutputSize;
            layers.Insert(behind, new LastStepLayer(size));
        }
        var builder = new Builder(model, parameters.Places(), dropouts);
        Chain = builder.Chain(layers, "");
        Shard = new Shard<T>(parameters.Count);
        Cells = Chain.All.OfType<TrainedCell<T>>().ToArray();
    }

    public TrainedChain<T> Chain { get; }

    public Shard<T> Shard { get; }

    /// <summary>The recurrent cells, first to last.</summary>
    public IReadOnlyList<TrainedCell<T>> Cells { get; }

    private sealed class Builder(Model model, Func<Tensor?, Weights> place, IReadOnlyList<Dropout> dropouts)
    {
        private readonly List<Layer> order = model.AllLayers.ToList();

        public TrainedChain<T> Chain(IReadOnlyList<Layer> layers, string prefix)
        {
            var trained = new List<TrainedLayer<T>>();
            int number = 0;
            for (int k = 0; k < layers.Count; k++)
            {
                int index = order.FindIndex(l => ReferenceEquals(l, layers[k]));
                if (index >= 0) number++;
                string name = $"layer {prefix}{number} ({layers[k].Kind})";
                trained.Add(Layer(layers[k], k == 0 ? null : layers[k - 1], name, $"{prefix}{number}."));
                if (index >= 0 && dropouts.FirstOrDefault(d => d.AfterLayer == index) is { Rate: > 0 } dropout)
                    trained.Add(new TrainedDropout<T>(new ActivationLayer(layers[k].OutputSize, ActivationFunction.Identity), dropout.Rate, index, $"dropout behind {name}"));
            }
            return new TrainedChain<T>(trained);
        }

        private TrainedLayer<T> Layer(Layer layer, Layer? before, string name, string prefix) => layer switch
        {
            CellLayer cell => Cell(cell, name),
            DenseLayer dense => new TrainedDense<T>(dense, name, place),
            ActivationLayer activation => new TrainedActivation<T>(activation, name, place),
            AffineLayer affine => new TrainedAffine<T>(affine, name),
            LastStepLayer last => new TrainedLastStep<T>(last, before, name),
            ReversedLayer reversed => new TrainedReversed<T>(reversed, Cell(reversed.Cell, name), name),
            BidirectionalLayer both => new TrainedBidirectional<T>(
                both, Cell(both.Forward, name + ", forward"), Cell(both.Backward, name + ", backward"), name),
            ResidualLayer residual => new TrainedResidual<T>(residual, Chain(residual.Inner, prefix), name),
            _ => throw new NotSupportedException($"{name}: layers of this kind are not trained here; train the network elsewhere and import it."),
        };

        private TrainedCell<T> Cell(CellLayer cell, string name) => cell switch
        {
            RnnLayer rnn => new TrainedRnn<T>(rnn, name, place),
            GruLayer gru => new TrainedGru<T>(gru, name, place),
            LstmLayer lstm => new TrainedLstm<T>(lstm, name, place),
            _ => throw new NotSupportedException($"{name}: cells of this kind are not trained here."),
        };
    }
}
