using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("embeddedrnn-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_format_is_recognised_by_content()
    {
        string path = At("gesture.onnx");
        File.WriteAllBytes(path, TorchFile.Gru().ToArray());
        Model model = ModelFile.Read(path);
        Assert.Equal("gesture", model.Name);
        File.WriteAllText(path, ModelText.Write(model), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(model, ModelFile.Read(path));
    }

    [Fact]
    public void Streams_that_cannot_seek_are_read()
    {
        byte[] file = TorchFile.Lstm().ToArray();
        using var packed = new MemoryStream();
        using (var pack = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true)) pack.Write(file);
        packed.Position = 0;
        using var stream = new DeflateStream(packed, CompressionMode.Decompress);
        Assert.Equal(Read.Model(file), ModelFile.Read(stream, Read.File));
    }

    [Fact]
    public void A_stream_is_read_from_its_position_and_stays_open()
    {
        using var stream = new MemoryStream([1, 2, 3, .. TorchFile.Gru().ToArray()]) { Position = 3 };
        ModelFile.Read(stream, "models/gesture.safetensors");
        Assert.Equal(stream.Length, stream.Position);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("PK\u0003\u0004", "torch.save")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "git lfs pull")]
    [InlineData("hello", "known are model text")]
    public void Another_format_is_refused_with_what_to_do(string start, string reason) =>
        Assert.Contains(reason, Read.Refusal(Encoding.ASCII.GetBytes(start)).Reason);

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        Assert.Equal($"{At("none")}: there is no such file.", Assert.Throws<ImportException>(() => ModelFile.Read(At("none"))).Message);
        Assert.Equal(
            $"none: there is no such file; its full path is '{Path.GetFullPath("none")}'.",
            Assert.Throws<ImportException>(() => ModelFile.Read("none")).Message);
        Assert.Contains("this is a folder", Assert.Throws<ImportException>(() => ModelFile.Read(folder)).Message);
        Assert.Throws<ImportException>(() => ModelFile.Read(""));
    }

    [Fact]
    public void The_activation_of_a_plain_rnn_is_given()
    {
        var relu = new ImportOptions { Activation = Activation.Relu };
        Model model = Read.Model(TorchFile.Rnn(), relu);
        Assert.Equal(Activation.Relu, Assert.IsType<RnnLayer>(model.Layers[0]).Activation);
        byte[] text = Encoding.UTF8.GetBytes(ModelText.Write(model));
        Assert.Equal(model, Read.Model(text, relu));
        Assert.Contains("activation tanh was given, but the file says relu", Read.Refusal(text, new ImportOptions { Activation = Activation.Tanh }).Message);
        Assert.Contains("it is for a plain RNN and the file holds GRU", Read.Refusal(TorchFile.Gru(), relu).Message);
    }

    [Fact]
    public void Damaged_model_text_is_refused_with_its_line()
    {
        string text = ModelText.Write(Read.Model(TorchFile.Gru()));
        ImportException exception = Read.Refusal(Encoding.UTF8.GetBytes(text.Replace("layer gru", "layer what")));
        Assert.Equal((7, "line 7"), (exception.Line, exception.Place));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes[60] = 0xff;
        Assert.Contains("not UTF-8", Read.Refusal(bytes).Message);
    }

    [Fact]
    public void Model_text_has_no_prefixes() => Assert.Contains("no prefixes",
        Read.Refusal(Encoding.UTF8.GetBytes(ModelText.Write(Read.Model(TorchFile.Gru()))), new ImportOptions { Prefix = "gru." }).Message);

    [Fact]
    public void Non_finite_weights_in_model_text_are_refused_unless_allowed()
    {
        var allowed = new ImportOptions { AllowNonFinite = true };
        Model model = Read.Model(new SafetensorsWriter().Add("weight_ih", [1, 2], [0, double.NaN]).Add("weight_hh", [1, 1], [1]), allowed);
        byte[] text = Encoding.UTF8.GetBytes(ModelText.Write(model));
        Assert.Equal("tensor input-weights", Read.Refusal(text).Place);
        Assert.Equal(model, Read.Model(text, allowed));
    }

    [Fact]
    public void Weights_beside_the_text_are_written_and_read()
    {
        Model model = Read.Model(TorchFile.Lstm());
        string path = At("cell.rnn.txt");
        ModelFile.Write(model, path, weightsBeside: true);
        Assert.Equal(At("cell.rnn.bin"), ModelFile.WeightsPath(path));
        Assert.Equal(4 * model.ParameterCount, new FileInfo(At("cell.rnn.bin")).Length);
        Assert.Equal(model, ModelFile.Read(path));

        using (FileStream stream = File.OpenRead(path))
            Assert.Contains("read it by its path", Assert.Throws<ImportException>(() => ModelFile.Read(stream, path)).Message);
        File.WriteAllBytes(At("cell.rnn.bin"), new byte[4 * model.ParameterCount]);
        Assert.Contains("the hash does not fit", Assert.Throws<ImportException>(() => ModelFile.Read(path)).Message);
        File.Delete(At("cell.rnn.bin"));
        Assert.Contains("no file 'cell.rnn.bin' beside it", Assert.Throws<ImportException>(() => ModelFile.Read(path)).Message);
    }

    [Fact]
    public void Weights_in_the_text_leave_no_old_weights_beside_it()
    {
        Model model = Read.Model(TorchFile.Lstm());
        string path = At("cell.rnn.txt");
        ModelFile.Write(model, path, weightsBeside: true);
        ModelFile.Write(model, path, weightsBeside: false);
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.Equal(model, ModelFile.Read(path));
    }

    [Fact]
    public void A_write_that_fails_leaves_what_was_there()
    {
        string path = At("cell.rnn.txt");
        File.WriteAllText(path, "before");
        Model structure = ModelText.Read(ModelText.WriteBinary(Read.Model(TorchFile.Gru()), Stream.Null));
        Assert.Throws<InvalidOperationException>(() => ModelFile.Write(structure, path, weightsBeside: true));
        Assert.Throws<InvalidOperationException>(() => ModelFile.Write(structure, path, weightsBeside: false));
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.Equal("before", File.ReadAllText(path));
    }

    [Fact]
    public void Notes_beside_the_network_are_listed()
    {
        Assert.Equal(["samplerate=48000", "metadata.author=nobody"], Notes(JsonFiles.Bytes(JsonFiles.AidaX)));
        Assert.Equal(["version=0.5.4", "metadata.name=test", "sample_rate=48000"], Notes(JsonFiles.Bytes(JsonFiles.Nam)));
        Assert.Empty(Notes(JsonFiles.Bytes(JsonFiles.GuitarMl)));
        Assert.Empty(Notes(JsonFiles.Bytes(JsonFiles.StateDict)));
        Assert.Equal(["format=pt", "anything={"], Notes(TorchFile.Rnn().AddEntry("""  "__metadata__" : {"format":"pt","anything":"{"}   """).ToArray()));
        Assert.Empty(Notes(Encoding.UTF8.GetBytes(ModelText.Write(Read.Model(TorchFile.Gru())))));
    }

    private IEnumerable<string> Notes(byte[] file)
    {
        File.WriteAllBytes(At("notes"), file);
        return ModelFile.ReadMetadata(At("notes")).Select(n => $"{n.Key}={n.Value}");
    }

    private string At(string name) => Path.Combine(folder, name);
}
