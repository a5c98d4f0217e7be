using System;
using System.IO;
using System.Linq;
using Xunit;
using static EmbeddedRnn.Tests.OnnxWriter;

namespace EmbeddedRnn.Tests;

/// <summary>What becomes of graphs: layers, and refusals of what is no chain of layers.</summary>
public sealed class OnnxNetworkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("embeddedrnn-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("torch-lstm-bidirectional", "bidirectional, bidirectional, dense")]
    [InlineData("torch-gru-last", "gru, gru, last-step, dense")]
    [InlineData("torch-gru-final", "gru, gru, last-step, dense")]
    [InlineData("torch-gru-bidirectional-final", "bidirectional, bidirectional, last-step, dense")]
    [InlineData("torch-gru-residual", "residual, dense")]
    [InlineData("torch-gru-nested-residual", "residual, residual")]
    [InlineData("torch-gru-softmax-state", "gru, gru, dense, activation")]
    [InlineData("torch-lstm-deep-dropout", "lstm, lstm, lstm, dense, activation, dense")]
    [InlineData("torch-conv-causal", "conv1d, activation, gru, dense")]
    [InlineData("torch-lstm-step", "lstm, lstm, dense")]
    [InlineData("lstm-plain-reverse-4x2", "reversed")]
    public void A_graph_becomes_these_layers(string name, string kinds) =>
        Assert.Equal(kinds, string.Join(", ", ModelFile.Read(new OnnxFixture(name).ModelPath).Layers.Select(l => l.Kind)));

    [Fact]
    public void Two_directions_in_two_nodes_are_one_layer()
    {
        OnnxWriter file = Gru().Clear().Floats("W2", [1, 9, 2]).Floats("R2", [1, 9, 3])
            .Node("GRU", ["X", "W2", "R2"], ["Y2"], Attribute("direction", "reverse"))
            .Node("Concat", ["Y", "Y2"], ["both"], Attribute("axis", 3L)).Output("both");
        var layer = Assert.IsType<BidirectionalLayer>(Assert.Single(Read.Model(file.ToArray()).Layers));
        Assert.Null(layer.Backward.InputBias);
        Assert.NotNull(layer.Forward.InputBias);
    }

    [Fact]
    public void Other_concatenations_are_refused()
    {
        OnnxWriter file = Gru().Clear().Floats("W2", [1, 9, 2]).Floats("R2", [1, 9, 3])
            .Node("GRU", ["X", "W2", "R2"], ["Y2"]).Node("Concat", ["Y", "Y2"], ["both"], Attribute("axis", 3L), "join").Output("both");
        ImportException exception = Read.Refusal(file.ToArray());
        Assert.Equal("node join (Concat)", exception.Place);
        Assert.Contains("no chain of layers", exception.Reason);
    }

    [Fact]
    public void Two_outputs_and_branches_are_refused()
    {
        Assert.Contains("2 outputs that are not states: 'Y', 'Z'", Read.Refusal(Gru().Node("Tanh", ["Y"], ["Z"]).Output("Z").ToArray()).Reason);
        Assert.Contains("neither is computed from the other", Read.Refusal(Gru().Clear().Floats("W2", [1, 9, 2]).Floats("R2", [1, 9, 3])
            .Node("GRU", ["X", "W2", "R2"], ["Y2"]).Node("Add", ["Y", "Y2"], ["Z"]).Output("Z").ToArray()).Reason);
        Assert.Contains("it combines two signals", Read.Refusal(Gru().Clear().Node("Tanh", ["Y"], ["T"]).Node("Mul", ["Y", "T"], ["Z"]).Output("Z").ToArray()).Reason);
        Assert.Contains("an initial state must be a constant or an input of the graph", Read.Refusal(Gru().Clear().Floats("W2", [1, 9, 2]).Floats("R2", [1, 9, 3])
            .Node("GRU", ["X", "W2", "R2", "", "", "Y_h"], ["Y2"]).Output("Y2").ToArray()).Reason);
        Assert.Contains("is the state of a recurrent operator that the network's output does not depend on", Read.Refusal(Gru().Floats("W2", [1, 9, 2]).Floats("R2", [1, 9, 3])
            .Node("GRU", ["X", "W2", "R2"], ["Y2", "H2"]).Output("H2").ToArray()).Reason);
    }

    [Fact]
    public void Sequences_with_lengths_have_no_last_step_but_a_final_state()
    {
        OnnxWriter With(string output) => new OnnxWriter().Input("X", "s", "n", 2).Integer("lengths", "n").Floats("W", [1, 9, 2]).Floats("R", [1, 9, 3]).Integers("last", -1)
            .Node("Cast", ["lengths"], ["counts"], Attribute("to", 6L))
            .Node("GRU", ["X", "W", "R", "", "counts"], ["Y", "H"]).Node("Gather", ["Y", "last"], ["L"]).Output(output);
        Assert.Equal(["gru", "last-step"], Read.Model(With("H").ToArray()).Layers.Select(l => l.Kind));
        Assert.Contains("use the final state (Y_h)", Read.Refusal(With("L").ToArray()).Reason);
    }

    [Fact]
    public void A_layer_that_would_see_the_padding_is_refused()
    {
        OnnxWriter With(params string[] first) => new OnnxWriter().Input("X", "s", "n", 2).Integer("lengths", "n").Output("Z")
            .Floats("W", [1, 9, 2]).Floats("R", [1, 9, 3]).Floats("W2", [1, 9, 3]).Integers("one", 1)
            .Node("GRU", first, ["Y"], Attribute("direction", "reverse")).Node("Squeeze", ["Y", "one"], ["S"])
            .Node("GRU", ["S", "W2", "R", "", "lengths"], ["Z"], null, "second");
        Assert.Equal(["reversed", "gru"], Read.Model(With("X", "W", "R", "", "lengths").ToArray()).Layers.Select(l => l.Kind));
        ImportException exception = Read.Refusal(With("X", "W", "R").ToArray());
        Assert.Equal("node second (GRU)", exception.Place);
        Assert.Contains("sees later steps and was not given them", exception.Reason);
    }

    [Fact]
    public void Normalisation_in_training_is_refused()
    {
        byte[] With(params string[] outputs) => new OnnxWriter().Input("X", "n", 2, "s").Output("Y").Opset(9)
            .Floats("a", [2], 1, 2).Floats("b", [2], 3, 4).Floats("v", [2], 5, 6).Node("BatchNormalization", ["X", "a", "b", "b", "v"], outputs).ToArray();
        Assert.IsType<AffineLayer>(Assert.Single(Read.Model(With("Y")).Layers));
        Assert.Contains("training mode", Read.Refusal(With("Y", "mean", "var")).Reason);
    }

    [Fact]
    public void Lengths_that_are_constant_must_be_the_number_of_steps()
    {
        OnnxWriter With(long length) => new OnnxWriter().Input("X", 7, "n", 2).Output("Y").Floats("W", [1, 9, 2]).Floats("R", [1, 9, 3])
            .Integers("lengths", length, length).Node("GRU", ["X", "W", "R", "", "lengths"], ["Y"]);
        Assert.IsType<GruLayer>(Read.Model(With(7).ToArray()).Layers[0]);
        Assert.Contains("its sequence_lens [5, 5] are constants other than the number of steps, 7", Read.Refusal(With(5).ToArray()).Reason);
    }

    [Fact]
    public void Values_in_another_file_are_read_from_the_models_folder_alone()
    {
        var fixture = new OnnxFixture("gru-external-5x3");
        using (FileStream stream = File.OpenRead(fixture.ModelPath))
            Assert.Contains("a stream has no file beside it", Assert.Throws<ImportException>(() => ModelFile.Read(stream, "gru.onnx")).Reason);
        string path = Path.Combine(folder, "gru.onnx");
        File.Copy(fixture.ModelPath, path);
        Assert.Contains("there is no file 'gru-external-5x3.onnx.data' beside the model", Assert.Throws<ImportException>(() => ModelFile.Read(path)).Reason);
        string data = Path.Combine(folder, "gru-external-5x3.onnx.data");
        File.WriteAllBytes(data, File.ReadAllBytes(fixture.ModelPath + ".data")[..^1]);
        Assert.Contains("lie beyond the end of 'gru-external-5x3.onnx.data', which has", Assert.Throws<ImportException>(() => ModelFile.Read(path)).Reason);
        File.Copy(fixture.ModelPath + ".data", data, overwrite: true);
        Assert.Equal(ModelFile.Read(fixture.ModelPath).Hash, ModelFile.Read(path).Hash);
    }

    [Theory]
    [InlineData("../w.bin", "0", "is not a file in the model's folder")]
    [InlineData("/etc/passwd", "0", "is not a file in the model's folder")]
    [InlineData("C:\\w.bin", "0", "is not a file in the model's folder")]
    [InlineData("sub/../../w.bin", "0", "is not a file in the model's folder")]
    [InlineData("..\\w.bin", "0", "is not a file in the model's folder")]
    [InlineData("link.bin", "0", "is not a file in the model's folder")]
    [InlineData("linked/w.bin", "0", "is not a file in the model's folder")]
    [InlineData("w.bin", "-4", "must be a whole number")]
    [InlineData("w.bin", "9223372036854775807", "lie beyond the end of 'w.bin'")]
    [InlineData("w.bin", "99999999999999999999", "must be a whole number")]
    [InlineData("w.bin", "4", "lie beyond the end of 'w.bin'")]
    [InlineData("", "0", "does not say in which")]
    public void Places_of_values_are_checked(string location, string offset, string reason)
    {
        string inside = Directory.CreateDirectory(Path.Combine(folder, "model")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "w.bin"), new byte[72]);
        File.WriteAllBytes(Path.Combine(inside, "w.bin"), new byte[72]);
        File.CreateSymbolicLink(Path.Combine(inside, "link.bin"), Path.Combine(folder, "w.bin"));
        Directory.CreateSymbolicLink(Path.Combine(inside, "linked"), folder);
        byte[] File_(string where, string from) => new OnnxWriter().Input("X", "s", "n", 2).Output("Y").Floats("R", [1, 9, 3])
            .Tensor("W", 1, [1, 9, 2], w => w.Message(13, Entry("location", where)).Message(13, Entry("offset", from)).Number(14, 1))
            .Node("GRU", ["X", "W", "R"], ["Y"]).ToArray();
        string path = Path.Combine(inside, "m.onnx");
        File.WriteAllBytes(path, File_(location, offset));
        ImportException exception = Assert.Throws<ImportException>(() => ModelFile.Read(path));
        Assert.Equal("tensor W", exception.Place);
        Assert.Contains(reason, exception.Reason);
        File.WriteAllBytes(path, File_("w.bin", "0"));
        Assert.Equal(3, ModelFile.Read(path).OutputSize);
    }

    private static Wire Entry(string key, string value) => new Wire().Text(1, key).Text(2, value);
}
