using System;
using System.IO;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_becomes_model_text()
    {
        string model = folder.Cell("gesture.safetensors", 3, 2);
        ToolRun result = ToolRun.Of("convert", model, "--output", folder.At("gesture.rnn.txt"));
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("gesture: GRU (reset after), 1 input, 2 units", result.Output);
        Assert.Equal(ModelFile.Read(model), ModelFile.Read(folder.At("gesture.rnn.txt")));
    }

    [Fact]
    public void Weights_stay_in_the_text_unless_asked()
    {
        string model = folder.Cell("m.safetensors", 4, 100);
        Assert.Equal(0, ToolRun.Of("convert", model, "--output", folder.At("m.rnn.txt")).Code);
        Assert.Equal(["m.rnn.txt", "m.safetensors"], folder.Files);
        Assert.Equal(0, ToolRun.Of("convert", model, "--output", folder.At("m.rnn.txt"), "--binary").Code);
        Assert.Equal(["m.rnn.bin", "m.rnn.txt", "m.safetensors"], folder.Files);
        Assert.Equal(ModelFile.Read(model), ModelFile.Read(folder.At("m.rnn.txt")));
    }

    [Theory]
    [InlineData("rnn relu", Activation.Relu)]
    [InlineData("rnn tanh", Activation.Tanh)]
    public void The_activation_of_a_plain_rnn_is_an_option(string cell, Activation activation)
    {
        Assert.Equal(0, ToolRun.Of("convert", folder.Cell("r.safetensors", 1, 2), "--output", folder.At("r.rnn.txt"), "--cell", cell).Code);
        Assert.Equal(activation, ((RnnLayer)ModelFile.Read(folder.At("r.rnn.txt")).Layers[0]).Activation);
    }

    [Fact]
    public void A_prefix_chooses_the_cell()
    {
        string model = folder.Cell("r.safetensors", 1, 2, "net.");
        Assert.Equal(0, ToolRun.Of("convert", model, "--output", folder.At("r.rnn.txt"), "--prefix", "net.").Code);
        ToolRun.Of("convert", model, "--output", folder.At("s.rnn.txt"), "--prefix", "x.").Refused("no cell has the prefix 'x.'");
    }

    [Fact]
    public void Model_text_can_be_moved_between_its_two_forms()
    {
        string model = folder.Cell("m.safetensors", 3, 2);
        ToolRun.Of("convert", model, "--output", folder.At("a.rnn.txt"), "--binary");
        Assert.Equal(0, ToolRun.Of("convert", folder.At("a.rnn.txt"), "--output", folder.At("b.rnn.txt")).Code);
        Assert.Equal(ModelFile.Read(model), ModelFile.Read(folder.At("b.rnn.txt")));
    }

    [Theory]
    [InlineData("a.rnn.txt")]
    [InlineData("a")]
    public void The_model_file_or_its_weights_are_not_overwritten(string output)
    {
        ToolRun.Of("convert", folder.Cell("m.safetensors", 3, 2), "--output", folder.At("a.rnn.txt"), "--binary");
        string[] before = folder.Files;
        ToolRun.Of("convert", folder.At("a.rnn.txt"), "--output", folder.At(output)).Refused("would overwrite the model file itself");
        Assert.Equal(before, folder.Files);
        ModelFile.Read(folder.At("a.rnn.txt"));
    }

    [Fact]
    public void A_bad_file_is_one_line_and_leaves_the_output_as_it_was()
    {
        string bad = folder.Text("bad.safetensors", "hello");
        string output = folder.Text("out.rnn.txt", "before");
        ToolRun.Of("convert", bad, "--output", output).Refused($"embeddedrnn: {bad}: the format is not known");
        ToolRun.Of("convert", folder.At("none"), "--output", output).Refused("there is no such file");
        ToolRun.Of("convert", folder.Root, "--output", output).Refused("this is a folder");
        ToolRun.Of("convert", "", "--output", output).Refused("MODEL: the file name is empty");
        Assert.Equal("before", File.ReadAllText(output));
        Assert.Equal(["bad.safetensors", "out.rnn.txt"], folder.Files);
    }

    [Fact]
    public void A_bad_output_is_one_line()
    {
        string model = folder.Cell("m.safetensors", 3, 2);
        ToolRun.Of("convert", model, "--output", folder.At("none/m.rnn.txt")).Refused("the folder of");
        ToolRun.Of("convert", model, "--output", folder.Root).Refused("is a folder");
        ToolRun.Of("convert", model, "--output", "").Refused("--output: the file name is empty");
        Assert.Equal(["m.safetensors"], folder.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("convert")]
    [InlineData("convert m")]
    [InlineData("convert m --output")]
    [InlineData("convert m --output o --what")]
    [InlineData("convert m n --output o")]
    [InlineData("unconvert m")]
    public void A_bad_command_line_is_one_line(string line) =>
        ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Refused("--help'.");

    [Fact]
    public void A_bad_cell_is_one_line()
    {
        string model = folder.Cell("m.safetensors", 3, 2);
        ToolRun.Of("convert", model, "--output", folder.At("o"), "--cell", "rnn gelu").Refused("--cell: 'rnn gelu' is not known; it must be \"rnn tanh\" or \"rnn relu\".");
        ToolRun.Of("convert", model, "--output", folder.At("o"), "--cell", "rnn relu").Refused("it is for a plain RNN and the file holds GRU");
    }

    [Fact]
    public void Help_shows_the_options_and_an_example()
    {
        ToolRun result = ToolRun.Of("convert", "--help");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("embeddedrnn convert gesture.safetensors --output gesture.rnn.txt", result.Output);
        Assert.All(["--output", "--prefix", "--cell", "--binary"], option => Assert.Contains(option, result.Output));
        Assert.Contains("convert", ToolRun.Of("--help").Output);
    }
}
