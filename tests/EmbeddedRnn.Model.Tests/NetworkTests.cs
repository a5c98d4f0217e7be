using System;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

public class NetworkTests
{
    private static readonly DenseLayer Dense = new(Samples.Tensor(TensorNames.Weights, 3, 2));
    private static readonly RnnLayer Rnn = (RnnLayer)Samples.Rnn().Layers[0];
    private static readonly GruLayer Gru = (GruLayer)new ModelSpec("gru", 2, 3, 0, 0, 1, "").Build().Layers[0];

    [Fact]
    public void Sizes_and_counts_are_those_of_the_equations()
    {
        var convolution = new Conv1dLayer(4, 3, Samples.Tensor(TensorNames.Weights, 6, 6), Samples.Tensor(TensorNames.Bias, 1, 6), dilation: 2, groups: 2);
        Assert.Equal((4, 6, 4 * 4, 36L, 42), Sizes(convolution));
        Assert.Equal((2, 3, 0, 6L, 6), Sizes(Dense));
        Assert.Equal((2, 6, 6, 2 * Gru.MacsPerStep, 2 * Gru.ParameterCount), Sizes(new BidirectionalLayer(Gru, Gru)));
        Assert.Equal((2, 3, 3, Gru.MacsPerStep, Gru.ParameterCount), Sizes(new ReversedLayer(Gru)));
        Assert.Equal((3, 2, 0, 6L, 6), Sizes(new ResidualLayer(new DenseLayer(Samples.Tensor(TensorNames.Weights, 2, 3)))));
        Assert.Equal((5, 5, 0, 0L, 0), Sizes(new LastStepLayer(5)));
        Assert.Equal((5, 5, 0, 0L, 0), Sizes(new ActivationLayer(5, ActivationFunction.Softmax)));
        Assert.Equal((5, 5, 0, 5L, 5), Sizes(new ActivationLayer(5, ActivationFunction.LeakyRelu, Samples.Tensor(TensorNames.Slopes, 1, 5))));
        Assert.Equal((5, 5, 0, 5L, 10), Sizes(new AffineLayer(Samples.Tensor(TensorNames.Scale, 1, 5), Samples.Tensor(TensorNames.Shift, 1, 5))));
    }

    [Fact]
    public void A_network_says_why_it_does_not_stream()
    {
        Tensor weights = Samples.Tensor(TensorNames.Weights, 2, 6);
        void Why(string? expected, params Layer[] layers)
        {
            var model = new Model("m", layers);
            Assert.Equal(expected, model.WhyNotStreaming);
            Assert.Equal(expected is null, model.CanStream);
        }

        Why(null, Gru);
        Why(null, new Conv1dLayer(2, 3, weights), Dense, new LastStepLayer(3));
        Why("layer 2 (conv1d) looks 1 step ahead", new Conv1dLayer(2, 3, weights), new Conv1dLayer(2, 3, weights, lookAhead: 1));
        Why("layer 1 (reversed) runs from the last step to the first", new ReversedLayer(Gru));
        Why("layer 1 (bidirectional) runs in both directions", new BidirectionalLayer(Gru, Gru));
        Why("layer 1 (residual) cannot, since in it layer 2 (reversed) runs from the last step to the first",
            new ResidualLayer(new ActivationLayer(1, ActivationFunction.Tanh), new ReversedLayer(Rnn), new DenseLayer(Samples.Tensor(TensorNames.Weights, 1, 2))));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        void Refused(string reason, Func<object> make) => Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(make).Message);
        Tensor Weights(int rows, int columns) => Samples.Tensor(TensorNames.Weights, rows, columns);
        var last = new LastStepLayer(3);

        Refused("expected tensor weights, but bias was given", () => new DenseLayer(Samples.Tensor(TensorNames.Bias, 1, 2)));
        Refused("bias must be [1, 3], but is [1, 2]", () => new DenseLayer(Weights(3, 2), Samples.Tensor(TensorNames.Bias, 1, 2)));
        Refused("shift must be [1, 3], but is [1, 2]", () => new AffineLayer(Samples.Tensor(TensorNames.Scale, 1, 3), Samples.Tensor(TensorNames.Shift, 1, 2)));
        Refused("slopes belong to the activation", () => new ActivationLayer(2, ActivationFunction.Relu, Samples.Tensor(TensorNames.Slopes, 1, 2)));
        Refused("weights must be [2, 6], but is [2, 5]", () => new Conv1dLayer(2, 3, Weights(2, 5)));
        Refused("cannot be split into 2 groups", () => new Conv1dLayer(3, 1, Weights(2, 1), groups: 2));
        Refused("look-ahead must be from 0 to 2", () => new Conv1dLayer(2, 3, Weights(2, 6), lookAhead: 3));
        Refused("takes 2 values, but the backward cell takes 1", () => new BidirectionalLayer(Gru, Rnn));
        Refused("adds its 2 inputs to its outputs, but 3 come out", () => new ResidualLayer(Dense));
        Refused("needs at least one layer", () => new ResidualLayer());
        Refused("cannot hold a last-step layer", () => new ResidualLayer(last));
        Refused("layer 2 takes 2 values, but layer 1 gives 3", () => new ResidualLayer(Dense, Gru));
        Refused("takes the final states of a cell, but no cell stands before it", () => new Model("m", Dense, new LastStepLayer(3, true)));
        Refused("layer 3 takes the last step, but layer 2 did so already", () => new Model("m", Dense, last, last));
        Refused("layer 4, GRU", () => new Model("m", Dense, last, new DenseLayer(Weights(2, 3)), Gru));
        Refused("softmax is a layer's activation", () => new GruLayer(2, 3, Gru.Reset, Samples.Weights(Gru), ActivationFunction.Softmax));
        Refused("the clip must be a finite number above 0", () => new RnnLayer(1, 2, Activation.Tanh, Samples.Weights(Rnn), -1));
        Refused("the clip must be a finite number above 0", () => new RnnLayer(1, 2, Activation.Tanh, Samples.Weights(Rnn), float.PositiveInfinity));
    }

    [Fact]
    public void A_clip_of_zero_is_none() => Assert.Null(new RnnLayer(1, 2, Activation.Tanh, Samples.Weights(Rnn), 0).Clip);

    [Fact]
    public void An_activation_reaches_every_rnn_that_states_none()
    {
        RnnLayer unstated = new(1, 1, null, Samples.Weights((CellLayer)new ModelSpec("rnn", 1, 1, 0, 0, 1, "").Build().Layers[0]));
        var model = new Model("m",
            new ResidualLayer(new ReversedLayer(unstated), new ResidualLayer(unstated)), new BidirectionalLayer(unstated, unstated),
            new DenseLayer(Samples.Tensor(TensorNames.Weights, 1, 2)), Rnn);
        RnnLayer[] cells = model.WithActivation(Activation.Relu).AllLayers.OfType<RnnLayer>().ToArray();
        Assert.Equal(
            [Activation.Relu, Activation.Relu, Activation.Relu, Activation.Relu, Activation.Tanh], cells.Select(c => c.Activation!.Value));
        Assert.Same(Rnn, cells[^1]);
    }

    [Fact]
    public void Structures_differ_where_the_code_would()
    {
        GruLayer With(ActivationFunction? gates = null, float? clip = null) => new(2, 3, Gru.Reset, Samples.Weights(Gru), gates, null, clip);
        string[] structures =
        [
            With().Structure, With(ActivationFunction.HardTanh).Structure, With(clip: 1).Structure, With(clip: 2).Structure,
            new ReversedLayer(Gru).Structure, new ResidualLayer(Dense, new DenseLayer(Samples.Tensor(TensorNames.Weights, 2, 3))).Structure,
        ];
        Assert.Equal(structures.Length, structures.Distinct().Count());
        Assert.Equal(Gru.Structure, With(ActivationFunction.Sigmoid).Structure);
        Assert.Equal("layer reversed; " + Gru.Structure + "; end reversed", structures[4]);
    }

    private static (int, int, int, long, int) Sizes(Layer layer) =>
        (layer.InputSize, layer.OutputSize, layer.StateSize, layer.MacsPerStep, layer.ParameterCount);
}
