using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>PyTorch files of several layers, directions and a linear layer, whose parts do not fit or do not show how they are connected.</summary>
public class RefusedNetworkTests
{
    [Fact]
    public void A_layer_that_lacks_a_tensor_is_refused()
    {
        Assert.Equal("tensor weight_hh_l1 is missing; weight_ih_l1 is there.", Read.Refusal(Gru().Add("weight_ih_l1", [9, 3], Zeros(27))).Reason);
        Assert.Equal("tensor weight_hh_l0_reverse is missing; weight_ih_l0_reverse is there.", Read.Refusal(Gru().Add("weight_ih_l0_reverse", [9, 2], Zeros(18))).Reason);
        Assert.StartsWith("tensor weight_ih_l0_reverse is missing", Read.Refusal(Gru().Add("weight_hh_l0_reverse", [9, 3], Zeros(27))).Reason);
    }

    [Fact]
    public void One_layer_of_two_directions_and_one_of_one_are_refused()
    {
        SafetensorsWriter file = Gru().Add("weight_ih_l0_reverse", [9, 2], Zeros(18)).Add("weight_hh_l0_reverse", [9, 3], Zeros(27));
        file.Add("weight_ih_l1", [9, 6], Zeros(54)).Add("weight_hh_l1", [9, 3], Zeros(27));
        Assert.Equal("tensor weight_ih_l1_reverse is missing; another layer has one in its place.", Read.Refusal(file).Reason);
    }

    [Fact]
    public void A_layer_that_takes_another_size_is_refused_with_both()
    {
        ImportException exception = Read.Refusal(Gru().Add("weight_ih_l1", [9, 4], Zeros(36)).Add("weight_hh_l1", [9, 3], Zeros(27)));
        Assert.Equal("tensor weight_ih_l1", exception.Place);
        Assert.Equal("it takes 4 values, but the layer before gives 3.", exception.Reason);
    }

    [Theory]
    [InlineData(new[] { 12, 2 }, new[] { 12, 3 }, "LSTM")]
    [InlineData(new[] { 12, 2 }, new[] { 12, 4 }, "4 units")]
    public void A_backward_direction_of_another_kind_or_size_is_refused(int[] input, int[] recurrent, string found)
    {
        ImportException exception = Read.Refusal(Gru().Add("weight_ih_l0_reverse", input, Zeros(24)).Add("weight_hh_l0_reverse", recurrent, Zeros(recurrent[0] * recurrent[1])));
        Assert.Equal("tensor weight_hh_l0_reverse", exception.Place);
        Assert.Contains(found, exception.Reason);
        Assert.Contains("but the forward direction is GRU", exception.Reason);
    }

    [Fact]
    public void A_linear_layer_of_another_size_is_refused_with_both()
    {
        ImportException exception = Read.Refusal(TorchFile.Gru("rnn.").Add("fc.weight", [2, 4], Zeros(8)));
        Assert.Equal("tensor fc.weight", exception.Place);
        Assert.Contains("its shape is [2, 4], but the recurrent layers give 3 values a step", exception.Reason);
        Assert.Contains("give the prefix 'rnn.'", exception.Reason);
    }

    [Fact]
    public void Two_linear_layers_are_refused_with_what_to_use_instead()
    {
        string reason = Read.Refusal(TorchFile.Gru("rnn.").Add("fc.0.weight", [4, 3], Zeros(12)).Add("fc.2.weight", [1, 4], Zeros(4))).Reason;
        Assert.Contains("several linear ones, 'fc.0.weight', 'fc.2.weight'", reason);
        Assert.Contains("Export the network to ONNX", reason);
    }

    [Theory]
    [InlineData("norm.weight", new[] { 3 }, "tensor norm.weight")]
    [InlineData("fc.bias2", new[] { 2 }, "tensor fc.bias2")]
    [InlineData("other.bias", new[] { 2 }, "tensor other.bias")]
    [InlineData("conv.weight", new[] { 2, 3, 1 }, "tensor conv.weight")]
    public void A_further_tensor_is_refused(string name, int[] shape, string place)
    {
        SafetensorsWriter file = TorchFile.Gru("rnn.").Add("fc.weight", [2, 3], Zeros(6)).Add(name, shape, Zeros(shape.Aggregate((a, b) => a * b)));
        Assert.Equal(place, Read.Refusal(file).Place);
    }

    [Fact]
    public void A_bias_of_another_size_is_refused_with_both()
    {
        ImportException exception = Read.Refusal(TorchFile.Gru("rnn.").Add("fc.weight", [2, 3], Zeros(6)).Add("fc.bias", [3], Zeros(3)));
        Assert.Equal("tensor fc.bias", exception.Place);
        Assert.Contains("its shape is [3], but tensor fc.weight is [2, 3]", exception.Reason);
    }

    [Fact]
    public void An_empty_linear_layer_is_refused() =>
        Assert.Equal("tensor fc.weight", Read.Refusal(TorchFile.Gru("rnn.").Add("fc.weight", [0, 3], [])).Place);

    [Fact]
    public void With_a_prefix_the_linear_layer_is_left_aside() =>
        Assert.Single(Read.Model(TorchFile.Gru("rnn.").Add("fc.weight", [2, 3], Zeros(6)), new ImportOptions { Prefix = "rnn." }).Layers);

    [Fact]
    public void The_activation_reaches_both_directions()
    {
        SafetensorsWriter file = TorchFile.Rnn().Add("weight_ih_l0_reverse", [3, 2], Zeros(6)).Add("weight_hh_l0_reverse", [3, 3], Zeros(9));
        var both = Assert.IsType<BidirectionalLayer>(Assert.Single(Read.Model(file, new ImportOptions { Activation = Activation.Relu }).Layers));
        Assert.Equal([Activation.Relu, Activation.Relu], new[] { both.Forward, both.Backward }.Select(c => ((RnnLayer)c).Activation));
    }

    private static SafetensorsWriter Gru() => TorchFile.Gru();

    private static double[] Zeros(int count) => new double[count];
}
