using System;
using System.IO;
using EmbeddedRnn.Convert;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>The converter that the build calls: its list, its output, its errors.</summary>
public sealed class ConverterTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_model_is_converted_under_its_name()
    {
        string gru = folder.Cell("a.safetensors", 3, 2);
        string lstm = folder.Cell("b.safetensors", 4, 2, "net.");
        (int code, string output) = Run($"{gru}|{folder.At("obj/x/Gesture.rnn.txt")}|Gesture", "", $"{lstm}|{folder.At("obj/x/Beat é.rnn.txt")}|Beat é||");
        Assert.Equal(0, code);
        Assert.Equal(2, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Model model = ModelFile.Read(folder.At("obj/x/Gesture.rnn.txt"));
        Assert.Equal("Gesture", model.Name);
        Assert.IsType<GruLayer>(model.Layers[0]);
        Assert.Equal("Beat é", ModelFile.Read(folder.At("obj/x/Beat é.rnn.txt")).Name);
    }

    [Fact]
    public void Prefix_and_activation_come_from_the_list()
    {
        string rnn = folder.Cell("rnn.safetensors", 1, 2, "net.");
        Assert.Equal(0, Run($"{rnn}|{folder.At("r.rnn.txt")}|r|net.|relu").Code);
        Assert.Equal(Activation.Relu, ((RnnLayer)ModelFile.Read(folder.At("r.rnn.txt")).Layers[0]).Activation);
        Assert.Contains("no cell has the prefix 'other.'", Run($"{rnn}|{folder.At("s.rnn.txt")}|s|other.").Output);
    }

    [Fact]
    public void Weights_above_the_limit_lie_beside_the_text_and_go_when_they_shrink()
    {
        string output = folder.At("m.rnn.txt");
        string model = folder.Cell("m.safetensors", 4, 100);
        Assert.Equal(0, Run($"{model}|{output}|m").Code);
        Assert.Contains("weights binary", File.ReadAllText(output));
        Assert.Equal(4 * 400 * 101, new FileInfo(folder.At("m.rnn.bin")).Length);
        Assert.True(ModelFile.Read(output).ParameterCount > ModelText.InlineLimit);

        folder.Cell("m.safetensors", 4, 10);
        Assert.Equal(0, Run($"{model}|{output}|m").Code);
        Assert.Contains("weights inline", File.ReadAllText(output));
        Assert.Equal(["list", "m.rnn.txt", "m.safetensors"], folder.Files);
    }

    [Fact]
    public void A_model_with_ranges_keeps_its_weights_in_the_text()
    {
        Model model = RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.After), 8, 104, 1);
        string output = folder.At("out.rnn.txt");
        Assert.True(model.ParameterCount > ModelText.InlineLimit);
        Assert.Equal(0, Run($"{folder.Model("m.rnn.txt", model)}|{output}|m").Code);
        Assert.Contains("weights inline", File.ReadAllText(output));
        Assert.False(File.Exists(folder.At("out.rnn.bin")));
        Assert.Equal(model.WithName("m"), ModelFile.Read(output));
    }

    [Fact]
    public void A_bad_model_is_reported_for_msbuild_and_the_others_are_converted()
    {
        string good = folder.Cell("good.safetensors", 3, 2);
        string bad = folder.Text("bad.safetensors", "hello");
        string text = folder.Text("text.rnn.txt", "embeddedrnn-model 1\nname x\nhash y\n");
        string before = folder.Text("bad.rnn.txt", "before");
        (int code, string output) = Run(
            $"{bad}|{before}|bad",
            $"{text}|{folder.At("out.rnn.txt")}|text",
            $"{folder.At("none")}|{folder.At("none.rnn.txt")}|none",
            $"{good}|{folder.At("good.rnn.txt")}|good");
        Assert.Equal(1, code);
        Assert.Contains($"{bad}(1,1): error ERNN110: the format is not known", output);
        Assert.Contains($"{text}(3,1): error ERNN110: the hash must be 64 hexadecimal digits.", output);
        Assert.Contains($"{folder.At("none")}(1,1): error ERNN110: there is no such file.", output);
        Assert.Equal("before", File.ReadAllText(before));
        Assert.Equal(["bad.rnn.txt", "bad.safetensors", "good.rnn.txt", "good.safetensors", "list", "text.rnn.txt"], folder.Files);
    }

    [Theory]
    [InlineData("a|b", "expected input|output|name")]
    [InlineData("a|b|c|d|relu|f", "expected input|output|name")]
    [InlineData("a||c", "input, output and name must not be empty")]
    public void A_bad_line_of_the_list_is_reported_with_its_number(string line, string reason)
    {
        (int code, string output) = Run("", line);
        Assert.Equal(1, code);
        Assert.StartsWith($"{folder.At("list")}(2,1): error ERNN110: {reason}", output);
    }

    [Fact]
    public void An_activation_that_is_none_is_reported_at_the_model()
    {
        string rnn = folder.Cell("rnn.safetensors", 1, 2);
        (int code, string output) = Run($"{rnn}|{folder.At("r.rnn.txt")}|r||gelu");
        Assert.Equal(1, code);
        Assert.Equal($"{rnn}(1,1): error ERNN110: the Activation of its RecurrentModel item must be tanh or relu, not 'gelu'.", output.TrimEnd());
    }

    [Fact]
    public void A_weight_that_is_NaN_is_told_without_the_advice_for_programs()
    {
        string nan = folder.Cell("nan.safetensors", 3, 1);
        byte[] bytes = File.ReadAllBytes(nan);
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), float.NaN);
        File.WriteAllBytes(nan, bytes);
        string output = Run($"{nan}|{folder.At("n.rnn.txt")}|n").Output;
        Assert.Contains("is NaN", output);
        Assert.EndsWith("Train it again; 'embeddedrnn inspect' shows such a file.", output.TrimEnd());
    }

    [Fact]
    public void Two_lines_with_one_output_are_refused()
    {
        string model = folder.Cell("a.safetensors", 3, 2);
        Assert.Contains("(2,1): error ERNN110: an earlier line writes", Run($"{model}|{folder.At("a.rnn.txt")}|a", $"{model}|{folder.At("a.rnn.txt")}|b").Output);
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_reported()
    {
        string model = folder.Cell("a.safetensors", 3, 2);
        (int code, string output) = Run($"{model}|{model}/x.rnn.txt|a");
        Assert.Equal(1, code);
        Assert.Contains($"{model}(1,1): error ERNN110: '{model}/x.rnn.txt' cannot be written", output);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        var output = new StringWriter();
        Assert.Equal(2, new Converter(output).Run([]));
        Assert.Equal(2, new Converter(output).Run(["--list", folder.At("none")]));
        Assert.Contains("error ERNN110: usage", output.ToString());
        Assert.Contains("the list cannot be read", output.ToString());
    }

    private (int Code, string Output) Run(params string[] lines)
    {
        File.WriteAllLines(folder.At("list"), lines);
        var output = new StringWriter();
        int code = new Converter(output).Run(["--list", folder.At("list")]);
        return (code, output.ToString());
    }
}
