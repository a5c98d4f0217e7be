using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

public class TorchCellTests
{
    [Fact]
    public void A_plain_rnn_keeps_its_rows_and_has_no_activation()
    {
        var layer = Assert.IsType<RnnLayer>(Single(Read.Model(TorchFile.Rnn())));
        Assert.Null(layer.Activation);
        Assert.Equal((2, 3), (layer.InputSize, layer.HiddenSize));
        AssertRows(layer.InputWeights, 0, [0, 1, 2]);
        AssertRows(layer.RecurrentWeights, 1, [0, 1, 2]);
        AssertVector(layer.InputBias, 2, [0, 1, 2]);
        AssertVector(layer.RecurrentBias, 3, [0, 1, 2]);
    }

    [Fact]
    public void A_gru_is_brought_from_r_z_n_to_z_r_n()
    {
        var layer = Assert.IsType<GruLayer>(Single(Read.Model(TorchFile.Gru())));
        Assert.Equal(ResetPosition.After, layer.Reset);
        int[] order = [3, 4, 5, 0, 1, 2, 6, 7, 8];
        AssertRows(layer.InputWeights, 0, order);
        AssertRows(layer.RecurrentWeights, 1, order);
        AssertVector(layer.InputBias, 2, order);
        AssertVector(layer.RecurrentBias, 3, order);
    }

    [Fact]
    public void An_lstm_keeps_i_f_g_o()
    {
        var layer = Assert.IsType<LstmLayer>(Single(Read.Model(TorchFile.Lstm())));
        Assert.False(layer.Coupled);
        int[] order = [.. Enumerable.Range(0, 12)];
        AssertRows(layer.InputWeights, 0, order);
        AssertRows(layer.RecurrentWeights, 1, order);
        AssertVector(layer.InputBias, 2, order);
        AssertVector(layer.RecurrentBias, 3, order);
        Assert.Null(layer.Peepholes);
        Assert.Null(layer.Projection);
    }

    [Fact]
    public void An_lstm_with_a_projection_gives_the_projected_state()
    {
        var layer = Assert.IsType<LstmLayer>(Single(Read.Model(TorchFile.ProjectedLstm())));
        Assert.Equal((2, 3, 1), (layer.InputSize, layer.HiddenSize, layer.OutputSize));
        AssertRows(layer.Projection!, 2, [0]);
    }

    [Theory]
    [InlineData("", "_l0")]
    [InlineData("", "")]
    [InlineData("rnn.", "_l0")]
    [InlineData("encoder.gru.", "_l0")]
    [InlineData("module.cell.", "")]
    public void A_prefix_is_found(string prefix, string suffix) =>
        Assert.IsType<GruLayer>(Single(Read.Model(TorchFile.Gru(prefix, suffix))));

    [Theory]
    [InlineData("F64")]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void Every_floating_point_type_is_read(string dtype)
    {
        // Short significands for BF16, which has eight bits.
        double[] values = [0, -0.0, 1, -1.5, 0.0078125, 192];
        SafetensorsWriter writer = new SafetensorsWriter()
            .Add("weight_ih", [2, 3], values, dtype)
            .Add("weight_hh", [2, 2], values.Take(4), dtype);
        Tensor weights = Assert.IsType<RnnLayer>(Single(Read.Model(writer))).InputWeights;
        Assert.Equal(values.Select(v => (float)v), weights.ToArray());
        Assert.True(float.IsNegative(weights[1]));
    }

    [Fact]
    public void F64_is_rounded_to_the_nearest_float32()
    {
        SafetensorsWriter writer = new SafetensorsWriter().Add("weight_ih", [1, 2], [0.1, 1e-46], "F64").Add("weight_hh", [1, 1], [1.0 / 3], "F64");
        Assert.Equal([0.1f, 0f], Assert.IsType<RnnLayer>(Single(Read.Model(writer))).InputWeights.ToArray());
    }

    [Fact]
    public void Without_biases_there_are_none()
    {
        var layer = (CellLayer)Single(Read.Model(TorchFile.Lstm(bias: false)));
        Assert.Null(layer.InputBias);
        Assert.Null(layer.RecurrentBias);
    }

    [Fact]
    public void Metadata_and_padding_are_left_aside() =>
        Assert.IsType<RnnLayer>(Single(Read.Model(TorchFile.Rnn().AddEntry("""  "__metadata__" : {"format":"pt","anything":"{"}   """))));

    [Fact]
    public void The_order_of_the_tensors_in_the_file_does_not_matter()
    {
        SafetensorsWriter writer = new SafetensorsWriter()
            .Add("bias_hh_l0", [9], TorchFile.Values(3, 9))
            .Add("weight_hh_l0", [9, 3], TorchFile.Values(1, 27))
            .Add("bias_ih_l0", [9], TorchFile.Values(2, 9))
            .Add("weight_ih_l0", [9, 2], TorchFile.Values(0, 18));
        Assert.Equal(Read.Model(TorchFile.Gru()), Read.Model(writer));
    }

    private static Layer Single(Model model) => Assert.Single(model.Layers);

    /// <summary>Row k of the tensor is row <paramref name="rows"/>[k] of the t-th tensor in the file.</summary>
    private static void AssertRows(Tensor tensor, int t, int[] rows)
    {
        int columns = tensor.Columns;
        Assert.Equal(rows.Length, tensor.Rows);
        Assert.Equal(rows.SelectMany(r => Enumerable.Range(r * columns, columns)).Select(i => (float)TorchFile.Value(t, i)), tensor.ToArray());
    }

    private static void AssertVector(Tensor? tensor, int t, int[] rows)
    {
        Assert.NotNull(tensor);
        Assert.Equal((1, rows.Length), (tensor.Rows, tensor.Columns));
        Assert.Equal(rows.Select(i => (float)TorchFile.Value(t, i)), tensor.ToArray());
    }
}
