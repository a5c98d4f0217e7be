using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>The files of audio plug-ins: AIDA-X with its gains and its own test, GuitarML, Neural Amp Modeler.</summary>
public class AudioFormatTests
{
    [Theory]
    [InlineData("\"in_skip\": 1", "\"in_skip\": 2", "in_skip", "a whole number from 0 to 1, but is 2")]
    [InlineData("\"in_gain\": 6", "\"in_gain\": \"6\"", "in_gain", "a finite number, but is a text")]
    [InlineData("\"in_gain\": 6", "\"in_gain\": -90", "in_gain", "a gain of -90 dB is not supported")]
    [InlineData("\"out_gain\": -6", "\"out_gain\": 1e300", "out_gain", "at most 200")]
    [InlineData("[0.75, 0.125]", "[0.75]", "output_batch", "it has 1 values, but 'input_batch' has 2")]
    [InlineData("\"output_batch\": [0.75, 0.125], ", "", "", "it has 'input_batch' but no 'output_batch'")]
    [InlineData("[0.75, 0.125]", "[[0.75], [0.125]]", "output_batch", "it must be a list of numbers, but its shape is [2, 1]")]
    [InlineData("[0.75, 0.125]", "[0.75, Infinity]", "output_batch[1]", "it is Infinity")]
    public void Wrong_extras_of_aida_x_are_refused(string from, string to, string place, string reason)
    {
        byte[] file = JsonFiles.Changed(JsonFiles.AidaX, from, to);
        ImportException exception = place.EndsWith("batch", StringComparison.Ordinal) || place.Contains("batch[") || place.Length == 0
            ? Assert.Throws<ImportException>(() => ModelFile.ReadSelfTest(new MemoryStream(file), Read.File))
            : Read.Refusal(file);
        Assert.Equal(place, exception.Place);
        Assert.Contains(reason, exception.Reason);
    }

    [Fact]
    public void In_skip_needs_one_output() => Assert.Contains("gives 2 values a step, not one", Read.Refusal(JsonFiles.Changed(
        JsonFiles.AidaX, "\"shape\": [null, null, 1], \"weights\": [[[0.5]], [0.25]]", "\"shape\": [null, null, 2], \"weights\": [[[0.5, 1]], [0.25, 1]]")).Reason);

    [Theory]
    [InlineData("aida-x/lstm")]
    [InlineData("aida-x/gru-skip")]
    [InlineData("aida-x/lstm-skip-gains")]
    public void A_self_test_fits_the_model_as_it_is_read(string name)
    {
        NetworkFixture fixture = NetworkFixtures.Get(name);
        SelfTest test = ModelFile.ReadSelfTest(fixture.Path)!;
        var outputs = new double[test.Steps];
        new ReferenceNetwork<double>(fixture.Load()).Run(test.Inputs.Select(v => (double)v).ToArray(), outputs);
        Assert.Equal(fixture.Inputs.Steps, test.Steps);
        for (int t = 0; t < test.Steps; t++) Assert.Equal(test.Expected[t], outputs[t], 1e-5);
    }

    [Fact]
    public void A_self_test_of_three_inputs_has_its_knobs_at_zero()
    {
        const string file = """
            {"in_shape": [null, null, 3], "input_batch": [0.5, 0.25], "output_batch": [1, 2], "layers":
             [{"type": "dense", "activation": "", "shape": [null, null, 1], "weights": [[[2], [3], [4]]]}]}
            """;
        SelfTest test = ModelFile.ReadSelfTest(new MemoryStream(JsonFiles.Bytes(file)), "aida.json")!;
        Assert.Equal(2, test.Steps);
        Assert.Equal([0.5f, 0, 0, 0.25f, 0, 0], test.Inputs);
        Assert.Equal([1f, 2], test.Expected);
    }

    [Fact]
    public void Other_files_have_no_self_test()
    {
        Assert.Null(ModelFile.ReadSelfTest(NetworkFixtures.Get("rtneural/gru-1x5").Path));
        Assert.Null(ModelFile.ReadSelfTest(NetworkFixtures.Get("nam/lstm-1layers-1x6-1").Path));
        Assert.Null(ModelFile.ReadSelfTest(NetworkFixtures.Get("safetensors/gru-1x8-head1").Path));
        Assert.Contains("no such file", Assert.Throws<ImportException>(() => ModelFile.ReadSelfTest("none.json")).Message);
    }

    [Fact]
    public void The_gains_of_aida_x_stand_around_the_network()
    {
        Model model = Read.Model(JsonFiles.Bytes(JsonFiles.AidaX));
        Assert.Equal(["affine", "residual", "affine"], model.Layers.Select(l => l.Kind));
        Assert.Equal(1.9952623f, ((AffineLayer)model.Layers[0]).Scale[0]);
        Assert.Equal(0.50118723f, ((AffineLayer)model.Layers[2]).Scale[0]);
    }

    [Theory]
    [InlineData("\"hidden_size\": 1", "\"hidden_size\": 2", "model_data.hidden_size", "it says 2, but the tensors in 'state_dict' have 1")]
    [InlineData("\"input_size\": 2", "\"input_size\": 3", "model_data.input_size", "it says 3, but the tensors in 'state_dict' have 2")]
    [InlineData("\"output_size\": 1", "\"output_size\": 2", "model_data.output_size", "it says 2, but the tensors in 'state_dict' have 1")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 2", "model_data.num_layers", "it says 2, but the tensors in 'state_dict' have 1")]
    [InlineData("\"unit_type\": \"GRU\"", "\"unit_type\": \"LSTM\"", "model_data.unit_type", "it says LSTM, but the shapes in 'state_dict' are those of a GRU")]
    [InlineData("\"unit_type\": \"GRU\"", "\"unit_type\": \"Lstm\"", "model_data.unit_type", "'Lstm' is not supported; RNN, GRU and LSTM are")]
    [InlineData("\"skip\": 1", "\"skip\": 2", "model_data.skip", "it says that 2 inputs are added to the outputs, but the network has 2 inputs and 1 outputs")]
    [InlineData("\"skip\": 1", "\"skip\": -1", "model_data.skip", "a whole number from 0 on, but is -1")]
    [InlineData("\"SimpleRNN\"", "\"GatedConvNet\"", "model_data.model", "the architecture 'GatedConvNet' is not supported")]
    [InlineData("\"state_dict\"", "\"state\"", "", "it has no 'state_dict'")]
    [InlineData("\"lin.weight\": [[0.5]], \"lin.bias\": [0.25]", "\"lin.other\": [1]", "state_dict['lin.other']", "does not belong to the cell")]
    [InlineData(", \"lin.weight\": [[0.5]], \"lin.bias\": [0.25]", "", "state_dict", "the linear layer behind it")]
    [InlineData("[[0.5]]", "[[0.5, 1]]", "state_dict['lin.weight']", "its shape is [1, 2], but the recurrent layers give 1 values a step")]
    [InlineData("[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]", "[[0.1, 0.2], [0.3], [0.5, 0.6]]", "state_dict['rec.weight_ih_l0'][1]", "it has 1 items")]
    public void Guitarml_that_does_not_fit_is_refused(string from, string to, string place, string reason) =>
        AssertRefused(JsonFiles.GuitarMl, from, to, place, reason);

    [Fact]
    public void A_plain_rnn_of_guitarml_is_a_tanh_and_no_relu()
    {
        NetworkFixture fixture = NetworkFixtures.Get("guitarml/rnn-1input-skip1");
        Assert.Equal(Activation.Tanh, fixture.Load().AllLayers.OfType<RnnLayer>().Single().Activation);
        Assert.Contains("activation relu was given, but the file says tanh",
            Assert.Throws<ImportException>(() => ModelFile.Read(fixture.Path, new ImportOptions { Activation = Activation.Relu })).Message);
    }

    [Theory]
    [InlineData("\"LSTM\"", "\"WaveNet\"", "architecture", "the architecture 'WaveNet' is not supported; LSTM is")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 2", "weights", "it has 16 values, but 2 layers of 1 units with 1 inputs and 1 outputs need 30")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 2147483647", "config.num_layers", "a whole number from 1 to 1000, but is 2147483647")]
    [InlineData("\"hidden_size\": 1", "\"hidden_size\": 2147483647", "weights", "it has 16 values, but 1 layers of 2147483647 units with 1 inputs and 1 outputs need 18446744")]
    [InlineData("\"hidden_size\": 1", "\"hidden_size\": 1e99", "config.hidden_size", "a whole number from 1 on, but is 1e99")]
    [InlineData("\"hidden_size\": 1", "\"hidden_size\": 0", "config.hidden_size", "a whole number from 1 on, but is 0")]
    [InlineData("\"hidden_size\": 1, ", "", "config", "it has no 'hidden_size'")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 1, \"in_channels\": 2", "config.in_channels", "it says 2, but 'input_size' is 1")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 1, \"head\": {}", "config.head", "not understood")]
    [InlineData("[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8,", "[[0.1], [0.2],", "weights", "it must be one list of numbers")]
    [InlineData("0.01, ", "", "weights", "it has 15 values, but 1 layers of 1 units with 1 inputs and 1 outputs need 16")]
    [InlineData("0.01", "\"0.01\"", "weights[12]", "it must be a number, but is a text")]
    public void A_nam_file_that_does_not_fit_is_refused(string from, string to, string place, string reason) =>
        AssertRefused(JsonFiles.Nam, from, to, place, reason);

    [Fact]
    public void A_nam_file_brings_its_initial_state()
    {
        var lstm = Assert.IsType<LstmLayer>(Read.Model(JsonFiles.Bytes(JsonFiles.Nam)).Layers[0]);
        Assert.Equal([0.1f, 0.3f, 0.5f, 0.7f], lstm.InputWeights.ToArray());
        Assert.Equal([0.2f, 0.4f, 0.6f, 0.8f], lstm.RecurrentWeights.ToArray());
        Assert.Equal((0.01f, 0.02f), (lstm.InitialHidden![0], lstm.InitialCell![0]));
    }

    private static void AssertRefused(string json, string from, string to, string place, string reason)
    {
        ImportException exception = Read.Refusal(JsonFiles.Changed(json.Replace("\r", ""), from, to));
        Assert.Equal(place, exception.Place);
        Assert.Contains(reason, exception.Reason);
    }
}
