using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Sound files that hold something else than one recurrent module; the message names the tensor and says why.</summary>
public class RefusedCellTests
{
    [Theory]
    [InlineData("weight_hh_l1", "of a further layer, but tensor weight_ih_l1 is missing")]
    [InlineData("bias_hh_l12", "of a further layer, but tensor weight_ih_l1 is missing")]
    [InlineData("weight_hh_l1_reverse", "of a further layer")]
    [InlineData("bias_ih_l10000", "not understood")]
    [InlineData("bias_ih_l01", "not understood")]
    [InlineData("fc.weight", "does not belong to the cell with the prefix ''")]
    [InlineData("weight_hh_l0_g", "not understood")]
    [InlineData("h0", "not understood")]
    [InlineData("weight_hh", "not understood")]
    [InlineData("parametrizations.bias_hh_l0.original0", "not understood")]
    public void A_tensor_beside_the_cell_is_named(string name, string reason)
    {
        ImportException exception = Read.Refusal(TorchFile.Gru().Add(name, [1], [0]));
        Assert.Equal($"tensor {name}", exception.Place);
        Assert.Contains(reason, exception.Reason);
    }

    [Fact]
    public void With_a_prefix_the_others_are_left_aside()
    {
        SafetensorsWriter file = TorchFile.Gru("gru.").Add("fc.weight", [1, 3], [1, 2, 3]).Add("steps", [1], [5], "I32").Add("odd", [1], [0], "F4");
        Assert.Equal("tensor steps", Read.Refusal(file).Place);
        Assert.IsType<GruLayer>(Assert.Single(Read.Model(file, new ImportOptions { Prefix = "gru." }).Layers));
    }

    [Fact]
    public void With_an_empty_prefix_other_modules_are_left_aside()
    {
        SafetensorsWriter file = TorchFile.Gru().Add("fc.weight", [1, 3], [1, 2, 3]);
        Assert.IsType<GruLayer>(Read.Model(file, new ImportOptions { Prefix = "" }).Layers[0]);
        Assert.Equal("tensor scale", Read.Refusal(file.Add("scale", [1], [1]), new ImportOptions { Prefix = "" }).Place);
    }

    [Fact]
    public void With_a_prefix_the_cell_itself_must_still_be_understood() =>
        Assert.Equal("tensor gru.weight_ih_l0_g", Read.Refusal(TorchFile.Gru("gru.").Add("gru.weight_ih_l0_g", [1], [0]), new ImportOptions { Prefix = "gru." }).Place);

    [Fact]
    public void Two_cells_are_refused_with_both_prefixes_and_read_by_one()
    {
        SafetensorsWriter file = TorchFile.Gru("encoder.").Add("decoder.weight_ih", [1, 1], [1]).Add("decoder.weight_hh", [1, 1], [1]);
        string message = Read.Refusal(file).Message;
        Assert.Contains("'encoder.', 'decoder.'", message);
        Assert.IsType<RnnLayer>(Read.Model(file, new ImportOptions { Prefix = "decoder." }).Layers[0]);
    }

    [Fact]
    public void A_prefix_that_no_cell_has_is_refused_with_those_that_are() =>
        Assert.Contains("no cell has the prefix 'gru'; there is 'gru.'", Read.Refusal(TorchFile.Gru("gru."), new ImportOptions { Prefix = "gru" }).Message);

    [Fact]
    public void A_file_without_a_cell_says_what_it_holds()
    {
        var file = new SafetensorsWriter();
        foreach (int i in Enumerable.Range(0, 7)) file.Add($"w{i}", [1], [0]);
        Assert.Contains("no recurrent cell was found", Read.Refusal(file).Message);
        Assert.Contains("'w0', 'w1', 'w2', 'w3', 'w4' and 2 more", Read.Refusal(file).Message);
        Assert.Contains("holds no tensors", Read.Refusal(new SafetensorsWriter()).Message);
    }

    [Theory]
    [InlineData("bias_ih_l0", "bias_hh_l0")]
    [InlineData("bias_hh_l0", "bias_ih_l0")]
    public void One_bias_without_the_other_is_refused(string present, string missing)
    {
        SafetensorsWriter file = TorchFile.Gru(bias: false).Add(present, [9], TorchFile.Values(0, 9));
        Assert.Contains($"tensor {missing} is missing", Read.Refusal(file).Message);
    }

    [Fact]
    public void Missing_recurrent_weights_are_refused() =>
        Assert.Contains("tensor weight_hh is missing", Read.Refusal(new SafetensorsWriter().Add("weight_ih", [1, 1], [1])).Message);

    [Theory]
    [InlineData(new[] { 9, 2 }, new[] { 6, 3 }, "tensor weight_hh_l0", "none of [H, H] (RNN), [3*H, H] (GRU) and [4*H, H] (LSTM)")]
    [InlineData(new[] { 9, 2 }, new[] { 9, 2 }, "tensor weight_hh_l0", "none of")]
    [InlineData(new[] { 12, 2 }, new[] { 9, 3 }, "tensor weight_ih_l0", "[12, 2], but tensor weight_hh_l0 is [9, 3]")]
    [InlineData(new[] { 9 }, new[] { 9, 3 }, "tensor weight_ih_l0", "must be a matrix")]
    [InlineData(new[] { 9, 2, 1 }, new[] { 9, 3 }, "tensor weight_ih_l0", "must be a matrix")]
    [InlineData(new[] { 9, 0 }, new[] { 9, 3 }, "tensor weight_ih_l0", "[9, 0]")]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 }, "tensor weight_ih_l0", "[0, 0]")]
    [InlineData(new int[0], new[] { 9, 3 }, "tensor weight_ih_l0", "[]")]
    public void Wrong_shapes_are_named(int[] input, int[] recurrent, string place, string reason)
    {
        SafetensorsWriter file = new SafetensorsWriter()
            .Add("weight_ih_l0", input, TorchFile.Values(0, Count(input)))
            .Add("weight_hh_l0", recurrent, TorchFile.Values(1, Count(recurrent)));
        ImportException exception = Read.Refusal(file);
        Assert.Equal(place, exception.Place);
        Assert.Contains(reason, exception.Reason);
    }

    [Theory]
    [InlineData(new[] { 8 }, "[8]")]
    [InlineData(new[] { 1, 9 }, "[1, 9]")]
    public void A_bias_of_another_shape_is_refused_with_both(int[] shape, string text)
    {
        SafetensorsWriter file = TorchFile.Gru(bias: false)
            .Add("bias_ih_l0", [9], TorchFile.Values(0, 9))
            .Add("bias_hh_l0", shape, TorchFile.Values(0, Count(shape)));
        ImportException exception = Read.Refusal(file);
        Assert.Equal("tensor bias_hh_l0", exception.Place);
        Assert.Contains($"its shape is {text}, but the weights have 9 rows", exception.Reason);
    }

    [Theory]
    [InlineData(new[] { 12, 1 }, new[] { 2, 3 })]
    [InlineData(new[] { 9, 1 }, new[] { 1, 3 })]
    [InlineData(new[] { 12, 1 }, new[] { 1, 4 })]
    public void A_projection_that_does_not_fit_is_refused(int[] recurrent, int[] projection)
    {
        SafetensorsWriter file = new SafetensorsWriter()
            .Add("weight_ih_l0", [recurrent[0], 2], TorchFile.Values(0, 2 * recurrent[0]))
            .Add("weight_hh_l0", recurrent, TorchFile.Values(1, Count(recurrent)))
            .Add("weight_hr_l0", projection, TorchFile.Values(2, Count(projection)));
        Assert.Equal("tensor weight_hr_l0", Read.Refusal(file).Place);
    }

    [Theory]
    [InlineData("I32")]
    [InlineData("F8_E4M3")]
    [InlineData("F4")]
    [InlineData("FLOAT")]
    public void Values_of_another_type_are_refused(string dtype)
    {
        ImportException exception = Read.Refusal(TorchFile.Gru(dtype: dtype));
        Assert.Equal("tensor weight_ih_l0", exception.Place);
        Assert.Contains($"of type {dtype}; weights of type F64, F32, F16 and BF16 can be read", exception.Reason);
    }

    [Theory]
    [InlineData(double.NaN, "F32", "NaN")]
    [InlineData(double.PositiveInfinity, "F16", "Infinity")]
    [InlineData(double.NegativeInfinity, "BF16", "-Infinity")]
    [InlineData(1e300, "F64", "1E+300")]
    public void A_weight_that_is_not_finite_is_refused_with_its_index(double value, string dtype, string text)
    {
        SafetensorsWriter file = new SafetensorsWriter().Add("weight_ih", [1, 3], [1, 2, value], dtype).Add("weight_hh", [1, 1], [1]);
        ImportException exception = Read.Refusal(file);
        Assert.Equal("tensor weight_ih", exception.Place);
        Assert.Contains($"index 2 is {text}, which", exception.Reason);
        float read = ((CellLayer)Read.Model(file, new ImportOptions { AllowNonFinite = true }).Layers[0]).InputWeights[2];
        Assert.Equal((float)value, read);
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (a, b) => a * b);
}
