using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>RTNeural's JSON: what its entries mean, and entries that contradict themselves or hold what is not supported.</summary>
public class RTNeuralTests
{
    [Theory]
    [InlineData("1], \"layers\"", "2], \"layers\"", "layers[0].weights[0]", "its shape is [1, 6], but 2 values come in: it must be [2, 3 * units]")]
    [InlineData("null, 2]", "null, 3]", "layers[0].shape", "it says 3 values a step, but layers[0].weights[0] is [1, 6], which gives 2")]
    [InlineData("null, 1], \"weights\": [[[0.5]", "null, 4], \"weights\": [[[0.5]", "layers[1].shape", "it says 4 values a step, but layers[1].weights[0] is [2, 1], which gives 1")]
    [InlineData("[0.25]", "[0.25, 1]", "layers[1].weights[1]", "its shape is [2], but with layers[1].weights[0] of [2, 1] it must be [1]")]
    [InlineData("[[0.5], [-0.5]]", "[[0.5]]", "layers[1].weights[0]", "its shape is [1, 1], but 2 values come in")]
    [InlineData("\"gru\"", "\"lstm\"", "layers[0].weights[0]", "it must be [1, 4 * units]")]
    [InlineData("\"gru\"", "\"conv2d\"", "layers[0].type", "a layer of type 'conv2d' is not supported; supported are dense")]
    [InlineData("\"gru\"", "\"unknown\"", "layers[0].type", "'unknown' is not supported")]
    [InlineData("\"gru\"", "7", "layers[0].type", "it must be a text, but is a number")]
    [InlineData("\"tanh\"", "\"relu\"", "layers[0].activation", "must be tanh, which RTNeural computes, but the file says 'relu'")]
    [InlineData("\"sigmoid\"", "\"swish\"", "layers[1].activation", "the activation 'swish' is not supported; supported are tanh, relu, sigmoid, softmax, elu")]
    [InlineData("\"type\": \"gru\", ", "", "layers[0]", "it has no 'type'")]
    [InlineData("\"type\": \"gru\", ", "\"go_backwards\": true, \"type\": \"gru\", ", "layers[0].go_backwards", "not understood")]
    [InlineData("\"in_shape\": [null, null, 1]", "\"in_shape\": [null, null, 0]", "in_shape[2]", "a whole number from 1 on, but is 0")]
    [InlineData("\"in_shape\": [null, null, 1]", "\"in_shape\": [null, null, 99999999999999999999]", "in_shape[2]", "a whole number from 1 on")]
    [InlineData("\"in_shape\": [null, null, 1]", "\"in_shape\": []", "in_shape", "not a list of 0 items")]
    [InlineData("\"in_shape\": [null, null, 1]", "\"in_shape\": [null, 4, 4, 1]", "in_shape", "two-dimensional convolutions are not supported")]
    [InlineData("\"in_shape\": [null, null, 1], ", "", "", "it has no 'in_shape'")]
    [InlineData("\"in_shape\": [null, null, 1], ", "\"in_shape\": [null, null, 1], \"mask\": [1], ", "mask", "not understood")]
    [InlineData("null, 1], \"weights\": [[[0.5]", "1], \"weights\": [[[0.5]", "layers[1].shape", "only gru and lstm give the last step alone")]
    [InlineData("null, null, 2]", "null, 2]", "layers[1].shape", "the shape of a sequence, but the last step alone comes in")]
    [InlineData("\"layers\"", "\"layer\"", "layer", "not understood")]
    public void What_does_not_fit_is_refused_with_its_place(string from, string to, string place, string reason) =>
        AssertRefused(JsonFiles.RTNeural, from, to, place, reason);

    [Theory]
    [InlineData("\"kernel_size\": [2]", "\"kernel_size\": [3]", "layers[0].kernel_size", "it says 3, but layers[0].weights[0] is [2, 1, 2], of kernel size 2")]
    [InlineData("\"kernel_size\": [2]", "\"kernel_size\": [2, 2]", "layers[0].kernel_size", "it must hold one number, not 2")]
    [InlineData("\"dilation\": [3]", "\"dilation\": [0]", "layers[0].dilation[0]", "a whole number from 1 on, but is 0")]
    [InlineData("\"dilation\": [3]", "\"dilation\": [2000000000]", "layers[0]", "too far")]
    [InlineData("\"groups\": 2", "\"groups\": 3", "layers[0].groups", "2 inputs cannot be split into 3 groups")]
    [InlineData("\"groups\": 2", "\"groups\": 1", "layers[0].weights[0]", "its shape is [2, 1, 2], but 2 values come in, in groups of 2")]
    [InlineData("\"groups\": 2", "\"groups\": 2, \"strides\": [2]", "layers[0].strides", "a stride of 2 is not supported")]
    [InlineData("\"groups\": 2", "\"groups\": 2, \"padding\": \"same\"", "layers[0].padding", "must be causal, but is 'same'")]
    [InlineData("\"shape\": [null, 10, 2], \"kernel", "\"shape\": [null, 9, 2], \"kernel", "layers[0].shape", "it says 9 steps, but 10 come in")]
    [InlineData("[[1, 2], [3, 4], [5, 6], [7, 8]]", "[[1, 2], [3, 4], [5, 6], [7, 8, 9]]", "layers[1].weights[3]", "its shape is [3], but 2 values come in")]
    [InlineData("[[1, 2], [3, 4], [5, 6], [7, 8]]", "[[1, 2], [3, 4], [5, 6], [7, -8]]", "layers[1].weights[3][1]", "a variance of -8 with an epsilon of 0.001 gives no finite")]
    [InlineData("[[1, 2], [3, 4], [5, 6], [7, 8]]", "[[1, 2], [3, 4], [5, 6]]", "layers[1]", "do not show whether gamma or beta is missing")]
    [InlineData("[[1, 2], [3, 4], [5, 6], [7, 8]]", "[[1, 2]]", "layers[1]", "it has 1 tensors in 'weights', but this type of layer has 2 or 4")]
    [InlineData("\"epsilon\": 0.001, ", "", "layers[1]", "it has no 'epsilon'")]
    [InlineData("\"epsilon\": 0.001", "\"epsilon\": NaN", "layers[1].epsilon", "a finite number, but is a text")]
    [InlineData("[[[0.1, 0.2]]]}", "[[[0.1, 0.2, 0.3]]]}", "layers[2].weights[0]", "the slopes must be [1, 2] or [1, 1]")]
    [InlineData("[[[0.1, 0.2]]]}", "[[[0.1, 0.2], [0.1, 0.2]]]}", "layers[2].weights[0]", "the same at every step")]
    [InlineData("\"activation\": \"softmax\"", "\"activation\": \"\"", "layers[3]", "it names no activation")]
    [InlineData("\"weights\": []", "\"weights\": [[1]]", "layers[3]", "it has 1 tensors in 'weights', but this type of layer has 0")]
    public void A_convolution_and_what_stands_behind_it_must_fit(string from, string to, string place, string reason) =>
        AssertRefused(JsonFiles.Convolution, from, to, place, reason);

    [Fact]
    public void A_gru_without_a_bias_does_not_show_its_reset() => AssertRefused(JsonFiles.RTNeural,
        ",\n    [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.7, 0.8, 0.9, 1.0, 1.1, 1.2]]]}", "]}", "layers[0]", "before or after the recurrent product");

    [Fact]
    public void A_gru_of_one_bias_row_has_its_reset_before()
    {
        byte[] file = JsonFiles.Changed(JsonFiles.RTNeural, ",\n    [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.7, 0.8, 0.9, 1.0, 1.1, 1.2]]]}", ",[1, 2, 3, 4, 5, 6]]}");
        var gru = Assert.IsType<GruLayer>(Read.Model(file).Layers[0]);
        Assert.Equal(ResetPosition.Before, gru.Reset);
        Assert.Equal([1f, 2, 3, 4, 5, 6], gru.InputBias!.ToArray());
        Assert.All(gru.RecurrentBias!.ToArray(), v => Assert.Equal(0f, v));
    }

    [Fact]
    public void The_layers_come_in_their_order() => Assert.Equal(["conv1d", "activation", "affine", "activation", "activation"],
        Read.Model(JsonFiles.Bytes(JsonFiles.Convolution)).Layers.Select(l => l.Kind));

    private static void AssertRefused(string json, string from, string to, string place, string reason)
    {
        ImportException exception = Read.Refusal(JsonFiles.Changed(json.Replace("\r", ""), from, to));
        Assert.Equal(place, exception.Place);
        Assert.Contains(reason, exception.Reason);
    }
}
