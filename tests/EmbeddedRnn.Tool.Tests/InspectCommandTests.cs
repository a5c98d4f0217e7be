using System;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Redirected_it_is_plain_aligned_text()
    {
        string model = folder.Model("gesture.rnn.txt", Networks.Gru);
        string expected =
            $"""
            gesture: input [T, 3] -> gru [T, 5]

            #  layer                               in  out  params  MACs  state  f32  int16  int8
            1  GRU (reset after), 3 inputs, 5 units   3    5     150   120      5  600    480   360
               total                                3    5     150   120      5  600    480   360

            MACs: multiply-accumulates a step. state: values kept from step to step. f32, int16, int8: bytes of the weights.
            f32: 4 bytes a parameter. int16, int8: 2 or 1 bytes a value of a matrix, 4 bytes a row of it for the scale; vectors (biases, initial states) stay f32.
            initial state: zero
            weights that are NaN or infinite: none
            hash: {Networks.Gru.Hash}

            """;
        Assert.Equal(Words(expected), Words(ToolRun.Of("inspect", model).Succeeded().Output));
    }

    [Fact]
    public void Columns_are_aligned()
    {
        string[] table = ToolRun.Of("inspect", folder.Model("m.rnn.txt", Networks.Lstm)).Succeeded().Output.Split('\n')[2..5];
        Assert.Single(table.Select(line => line.Length).Distinct());
        Assert.Single(table.Select(line => line.LastIndexOf(' ')).Distinct().Where(at => at < 0).Append(-1));
    }

    [Fact]
    public void On_a_terminal_it_is_a_table_as_long_as_it_fits()
    {
        string model = folder.Model("gesture.rnn.txt", Networks.Gru);
        string wide = ToolRun.OnTerminal(100, "inspect", model).Succeeded().Output;
        Assert.Contains("───", wide);
        Assert.All(["GRU (reset after), 3 inputs, 5 units", "params", "150", "total"], word => Assert.Contains(word, wide));
        Assert.DoesNotContain("───", ToolRun.OnTerminal(50, "inspect", model).Succeeded().Output);
    }

    [Fact]
    public void Json_has_the_same()
    {
        JsonElement report = Json("inspect", folder.Model("beat.rnn.txt", Networks.Lstm), "--json");
        Assert.Equal("beat", report.GetProperty("name").GetString());
        Assert.Equal(Networks.Lstm.Hash, report.GetProperty("hash").GetString());
        Assert.Equal(
            new long[] { 3, 5, Networks.Lstm.ParameterCount, Networks.Lstm.MacsPerStep, 10 },
            new[] { "inputSize", "outputSize", "parameters", "macsPerStep", "stateSize" }.Select(name => report.GetProperty(name).GetInt64()));
        // Matrices [20, 3] and [20, 5], two biases of 20.
        Assert.Equal(
            new long[] { 800, 2 * 160 + 4 * 40 + 160, 160 + 4 * 40 + 160 },
            new[] { "float32", "int16", "int8" }.Select(name => report.GetProperty("bytes").GetProperty(name).GetInt64()));
        Assert.False(report.GetProperty("hasInitialState").GetBoolean());
        JsonElement layer = Assert.Single(report.GetProperty("layers").EnumerateArray());
        Assert.Equal("lstm", layer.GetProperty("kind").GetString());
        Assert.Equal(4, layer.GetProperty("tensors").GetArrayLength());
    }

    [Fact]
    public void An_initial_state_is_reported()
    {
        Model model = RandomModels.Create(CellOptions.Lstm() with { InitialState = true }, 2, 3, 1);
        string file = folder.Model("m.rnn.txt", model);
        Assert.Contains("initial state: in the file", ToolRun.Of("inspect", file).Succeeded().Output);
        Assert.True(Json("inspect", file, "--json").GetProperty("hasInitialState").GetBoolean());
    }

    [Fact]
    public void Weights_that_are_not_finite_are_counted_here_and_refused_elsewhere()
    {
        float[] values = [1, float.NaN, float.PositiveInfinity];
        var weights = new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, 1, 3, values),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 1, 1, [1]),
        };
        string file = folder.Model("m.rnn.txt", new Model("m", new RnnLayer(3, 1, Activation.Tanh, weights)));
        Assert.Contains("weights that are NaN or infinite: 2", ToolRun.Of("inspect", file).Succeeded().Output);
        string inputs = folder.Text("x.csv", "1,0,0\n");
        ToolRun.Of("run", file, "--input", inputs, "--output", folder.At("y.csv")).Refused("Add --allow-non-finite");
        ToolRun.Of("run", file, "--input", inputs, "--output", folder.At("y.csv"), "--allow-non-finite").Succeeded();
        Assert.Equal("NaN\n", System.IO.File.ReadAllText(folder.At("y.csv")));
    }

    [Fact]
    public void An_activation_may_be_open() =>
        Assert.Contains("activation not stated", ToolRun.Of("inspect", folder.Cell("r.safetensors", 1, 2)).Succeeded().Output);

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        string model = folder.Model("m.rnn.txt", RandomModels.Create(CellOptions.Gru(ResetPosition.After), 16, 40, 1));
        string before = ToolRun.Of("inspect", model).Output;
        using var culture = new StrangeCulture();
        Assert.Equal(before, ToolRun.Of("inspect", model).Output);
        Assert.Contains("6,960", before);
    }

    [Fact]
    public void A_bad_file_is_one_line()
    {
        ToolRun.Of("inspect", folder.At("none.onnx")).Refused("there is no such file");
        ToolRun.Of("inspect", folder.Text("bad", "hello")).Refused("the format is not known");
    }

    private static JsonElement Json(params string[] arguments) => JsonDocument.Parse(ToolRun.Of(arguments).Succeeded().Output).RootElement;

    private static string[][] Words(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
