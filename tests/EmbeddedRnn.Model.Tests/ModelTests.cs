using System;
using Xunit;

namespace EmbeddedRnn.Tests;

public class ModelTests
{
    [Theory]
    [InlineData("", "model")]
    [InlineData("  ", "model")]
    [InlineData(" two\r\nlines ", "two  lines")]
    public void A_name_is_one_line(string given, string name) => Assert.Equal(name, new Model(given, Samples.Rnn().Layers[0]).Name);

    [Fact]
    public void Layers_that_do_not_fit_are_refused_with_both_sizes()
    {
        Layer layer = Samples.Rnn().Layers[0];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Model("two", layer, layer));
        Assert.Equal("layer 2 takes 1 values, but layer 1 gives 2.", exception.Message);
    }

    [Fact]
    public void A_model_without_layers_is_refused() => Assert.Throws<ArgumentException>(() => new Model("none"));

    [Fact]
    public void A_tensor_of_another_length_is_refused_with_both() =>
        Assert.Contains("[2, 3] and needs 6 values, but 5 were given",
            Assert.Throws<ArgumentException>(() => new Tensor("t", 2, 3, new float[5])).Message);

    [Fact]
    public void A_layer_of_another_shape_is_refused_with_both() =>
        Assert.Contains("must be [2, 1], but is [1, 2]", Assert.Throws<ArgumentException>(() => new RnnLayer(1, 2, Activation.Tanh, new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, 1, 2, new float[2]),
        })).Message);

    [Fact]
    public void Models_are_equal_by_name_structure_and_weights()
    {
        Assert.Equal(Samples.Rnn(), Samples.Rnn());
        Assert.NotEqual(Samples.Rnn(), Samples.Rnn().WithName("other"));
        Assert.NotEqual(Samples.Rnn(), Samples.Everything().WithName("tiny"));
    }

    [Fact]
    public void Counts_are_those_of_the_equations()
    {
        Model model = Samples.Everything();
        // GRU 2 to 3: 9x2 + 9x3 + 9 + 9 + initial 3. Coupled LSTM 3 to 2 with projection 1: 6x3 + 6x1 + 6 + 6 + 2x2 + 1x2 + 1 + 2.
        Assert.Equal(18 + 27 + 18 + 3 + 18 + 6 + 12 + 4 + 2 + 3, model.ParameterCount);
        Assert.Equal(18 + 27 + 18 + 6 + 4 + 2, model.MacsPerStep);
        Assert.Equal(3 + 1 + 2, model.StateSize);
        Assert.Equal((2, 1), (model.InputSize, model.OutputSize));
    }
}
