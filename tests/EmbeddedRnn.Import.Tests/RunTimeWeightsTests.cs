using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>
/// Weights of every format, read from a stream, fit a class that was generated for their sizes alone. A network gives its cell:
/// a class of one cell takes no head.
/// </summary>
public partial class RunTimeWeightsTests
{
    [Theory]
    [InlineData("aida-x/lstm")]
    [InlineData("guitarml/lstm-1input-skip1")]
    [InlineData("rtneural/lstm-1x6")]
    [InlineData("nam/lstm-1layers-1x6-1")]
    [InlineData("safetensors/lstm-1x6-head1")]
    public void An_lstm_of_any_format_is_swapped_in(string name)
    {
        Model cell = Cell(name);
        var running = new SwappedLstm(SwappedLstm.PackedWeights.Pack(Cell("aida-x/lstm")));
        running.Step([1f], new float[6]);
        running.Weights = SwappedLstm.PackedWeights.Pack(cell);
        running.Reset();
        AssertSame(cell, name, running.Step);
    }

    [Theory]
    [InlineData("aida-x/gru-skip")]
    [InlineData("state-dict/gru-1x5-head1")]
    [InlineData("rtneural/gru-1x5")]
    public void A_gru_of_any_format_is_swapped_in(string name)
    {
        Model cell = Cell(name);
        AssertSame(cell, name, new SwappedGru(SwappedGru.PackedWeights.Pack(cell)).Step);
    }

    [Fact]
    public void A_gru_with_the_reset_before_fits_too()
    {
        Model cell = Cell("rtneural/gru-reset-before-2x5");
        AssertSame(cell, "rtneural/gru-reset-before-2x5", new SwappedGruBefore(SwappedGruBefore.PackedWeights.Pack(cell)).Step);
    }

    [Fact]
    public void A_file_of_one_cell_is_packed_as_it_is()
    {
        const string layer = """{"in_shape": [null, null, 1], "layers": [{"type": "gru", "activation": "", "shape": [null, null, 1], "weights": [[[1, 2, 3]], [[4, 5, 6]], [[0, 0, 0], [0, 0, 0]]]}]}""";
        Model model = ModelFile.Read(new MemoryStream(JsonFiles.Bytes(layer)), "one.json");
        Assert.NotNull(SmallGru.PackedWeights.Pack(model));
        Assert.NotNull(SmallGru.PackedWeights.Pack(Read.Model(new SafetensorsWriter()
            .Add("weight_ih_l0", [3, 1], [1, 2, 3]).Add("weight_hh_l0", [3, 1], [4, 5, 6]).Add("bias_ih_l0", [3], [0, 0, 0]).Add("bias_hh_l0", [3], [0, 0, 0]))));
    }

    [Fact]
    public void A_file_of_another_shape_is_refused_with_both()
    {
        string message = Assert.Throws<ArgumentException>(() => SwappedLstm.PackedWeights.Pack(Cell("guitarml/lstm-2inputs-skip1"))).Message;
        Assert.Contains("input 1", message);
        Assert.Contains("input 2", message);
    }

    /// <summary>The first cell of a network, read from a stream.</summary>
    private static Model Cell(string name)
    {
        NetworkFixture fixture = NetworkFixtures.Get(name);
        using FileStream stream = File.OpenRead(fixture.Path);
        Model network = ModelFile.Read(stream, fixture.Path);
        return new Model("cell", network.AllLayers.OfType<CellLayer>().First());
    }

    private static void AssertSame(Model cell, string name, Stepper step)
    {
        var reference = new ReferenceNetwork<double>(cell);
        Sequence inputs = NetworkFixtures.Get(name).Inputs;
        var expected = new double[cell.OutputSize];
        var actual = new float[cell.OutputSize];
        for (int t = 0; t < inputs.Steps; t++)
        {
            reference.Step(inputs.Row(t), expected);
            step(Array.ConvertAll(inputs.Row(t).ToArray(), v => (float)v), actual);
            for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }

    private delegate void Stepper(ReadOnlySpan<float> input, Span<float> output);
}

[LstmCell(InputSize = 1, HiddenSize = 6)]
internal sealed partial class SwappedLstm;

[GruCell(InputSize = 1, HiddenSize = 5, Reset = ResetPosition.After)]
internal sealed partial class SwappedGru;

[GruCell(InputSize = 2, HiddenSize = 5, Reset = ResetPosition.Before)]
internal sealed partial class SwappedGruBefore;

[GruCell(InputSize = 1, HiddenSize = 1, Reset = ResetPosition.After)]
internal sealed partial class SmallGru;
