using System;
using System.IO;
using EmbeddedRnn.Tool;
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
        Result result = Run("convert", model, "--output", folder.At("gesture.rnn.txt"));
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("gesture: GRU (reset after), 1 input, 2 units", result.Output);
        Assert.Equal(ModelFile.Read(model), ModelFile.Read(folder.At("gesture.rnn.txt")));
    }

    [Fact]
    public void Weights_stay_in_the_text_unless_asked()
    {
        string model = folder.Cell("m.safetensors", 4, 100);
        Assert.Equal(0, Run("convert", model, "--output", folder.At("m.rnn.txt")).Code);
        Assert.Equal(["m.rnn.txt", "m.safetensors"], folder.Files);
        Assert.Equal(0, Run("convert", model, "--output", folder.At("m.rnn.txt"), "--binary").Code);
        Assert.Equal(["m.rnn.bin", "m.rnn.txt", "m.safetensors"], folder.Files);
        Assert.Equal(ModelFile.Read(model), ModelFile.Read(folder.At("m.rnn.txt")));
    }

    [Theory]
    [InlineData("rnn relu", Activation.Relu)]
    [InlineData("rnn tanh", Activation.Tanh)]
    public void The_activation_of_a_plain_rnn_is_an_option(string cell, Activation activation)
    {
        Assert.Equal(0, Run("convert", folder.Cell("r.safetensors", 1, 2), "--output", folder.At("r.rnn.txt"), "--cell", cell).Code);
        Assert.Equal(activation, ((RnnLayer)ModelFile.Read(folder.At("r.rnn.txt")).Layers[0]).Activation);
    }

    [Fact]
    public void A_prefix_chooses_the_cell()
    {
        string model = folder.Cell("r.safetensors", 1, 2, "net.");
        Assert.Equal(0, Run("convert", model, "--output", folder.At("r.rnn.txt"), "--prefix", "net.").Code);
        AssertRefused(Run("convert", model, "--output", folder.At("s.rnn.txt"), "--prefix", "x."), "no cell has the prefix 'x.'");
    }

    [Fact]
    public void Model_text_can_be_moved_between_its_two_forms()
    {
        string model = folder.Cell("m.safetensors", 3, 2);
        Run("convert", model, "--output", folder.At("a.rnn.txt"), "--binary");
        Assert.Equal(0, Run("convert", folder.At("a.rnn.txt"), "--output", folder.At("b.rnn.txt")).Code);
        Assert.Equal(ModelFile.Read(model), ModelFile.Read(folder.At("b.rnn.txt")));
    }

    [Theory]
    [InlineData("a.rnn.txt")]
    [InlineData("a")]
    public void The_model_file_or_its_weights_are_not_overwritten(string output)
    {
        Run("convert", folder.Cell("m.safetensors", 3, 2), "--output", folder.At("a.rnn.txt"), "--binary");
        string[] before = folder.Files;
        AssertRefused(Run("convert", folder.At("a.rnn.txt"), "--output", folder.At(output)), "would overwrite the model file itself");
        Assert.Equal(before, folder.Files);
        ModelFile.Read(folder.At("a.rnn.txt"));
    }

    [Fact]
    public void A_bad_file_is_one_line_and_leaves_the_output_as_it_was()
    {
        string bad = folder.Text("bad.safetensors", "hello");
        string output = folder.Text("out.rnn.txt", "before");
        AssertRefused(Run("convert", bad, "--output", output), $"embeddedrnn: {bad}: the format is not known");
        AssertRefused(Run("convert", folder.At("none"), "--output", output), "there is no such file");
        AssertRefused(Run("convert", folder.Root, "--output", output), "this is a folder");
        AssertRefused(Run("convert", "", "--output", output), "cannot be read");
        Assert.Equal("before", File.ReadAllText(output));
        Assert.Equal(["bad.safetensors", "out.rnn.txt"], folder.Files);
    }

    [Fact]
    public void A_bad_output_is_one_line()
    {
        string model = folder.Cell("m.safetensors", 3, 2);
        AssertRefused(Run("convert", model, "--output", folder.At("none/m.rnn.txt")), "the folder of");
        AssertRefused(Run("convert", model, "--output", folder.Root), "is a folder");
        AssertRefused(Run("convert", model, "--output", ""), "--output: the file name is empty");
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
        AssertRefused(Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), "--help'.");

    [Fact]
    public void A_bad_cell_is_one_line()
    {
        string model = folder.Cell("m.safetensors", 3, 2);
        AssertRefused(Run("convert", model, "--output", folder.At("o"), "--cell", "rnn gelu"), "--cell: 'rnn gelu' is not known; it must be \"rnn tanh\" or \"rnn relu\".");
        AssertRefused(Run("convert", model, "--output", folder.At("o"), "--cell", "rnn relu"), "it is for a plain RNN and the file holds GRU");
    }

    [Fact]
    public void Help_shows_the_options_and_an_example()
    {
        Result result = Run("convert", "--help");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("embeddedrnn convert gesture.safetensors --output gesture.rnn.txt", result.Output);
        Assert.All(["--output", "--prefix", "--cell", "--binary"], option => Assert.Contains(option, result.Output));
        Assert.Contains("convert", Run("--help").Output);
    }

    private static void AssertRefused(Result result, string reason)
    {
        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains(reason, result.Error);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("embeddedrnn: ", result.Error);
    }

    private static Result Run(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        return new Result(CommandLine.Run(arguments, output, error), output.ToString(), error.ToString());
    }

    private sealed record Result(int Code, string Output, string Error);
}
