using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>--weights of the desktop code.</summary>
public sealed class WeightsOptionTests : IDisposable
{
    private static readonly Model Ranged = RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.After), 3, 12, 1).WithName("ranged");
    private static readonly Sequence Inputs = RandomModels.Inputs(30, 3, 2);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_and_check_use_integer_weights()
    {
        string model = folder.Model("m.rnn.txt", Ranged), x = folder.Csv("x.csv", Inputs), y = folder.At("y.csv");
        ToolRun.Of("run", model, "--input", x, "--output", y).Succeeded();
        foreach ((string format, string tolerance) in new[] { ("int16", "1e-3"), ("int8", "5e-2") })
        {
            string output = ToolRun.Of("check", model, "--engine", "desktop", "--weights", format, "--input", x, "--expected", y, "--tolerance", tolerance).Succeeded().Output;
            Assert.Contains($"{format} weights), 30 steps", output);
            Assert.NotEqual(0, ToolRun.Of("check", model, "--engine", "desktop", "--weights", format, "--input", x, "--expected", y, "--tolerance", "1e-6").Code);
        }
    }

    [Fact]
    public void The_head_of_the_code_states_the_measured_error()
    {
        string model = folder.Model("m.rnn.txt", Ranged), x = folder.Csv("x.csv", Inputs);
        ToolRun.Of("emit", model, "--class", "A.Cell", "--output", folder.At("out"), "--weights", "int16", "--input", x).Succeeded();
        string head = File.ReadLines(folder.At("out/Cell.g.cs")).Single(line => line.Contains("with one scale a row"));
        Assert.Matches("Int16, with one scale a row\\. Error against float32 weights over 30 steps of x\\.csv: [0-9.E-]+ at most, [0-9.E-]+ at the last step\\.$", head);
        Assert.Contains("RnnQuantisedMath.AddInt16(", File.ReadAllText(folder.At("out/Cell.Kernels.g.cs")));
    }

    [Theory]
    [InlineData("int16")]
    [InlineData("int8")]
    public void It_is_what_check_measures_on_the_same_inputs(string format)
    {
        string model = folder.Model("m.rnn.txt", Ranged), x = folder.Csv("x.csv", Inputs), y = folder.At("y.csv");
        ToolRun.Of("emit", model, "--class", "A.Cell", "--output", folder.At("out"), "--weights", format, "--input", x).Succeeded();
        ToolRun.Of("run", model, "--input", x, "--output", y).Succeeded();
        string report = ToolRun.Of("check", model, "--engine", "desktop", "--weights", format, "--input", x, "--expected", y, "--tolerance", "1", "--json").Succeeded().Output;
        double measured = JsonDocument.Parse(report).RootElement.GetProperty("largestError").GetDouble();
        Match head = Regex.Match(File.ReadAllText(folder.At("out/Cell.g.cs")), "x\\.csv: ([0-9.E-]+) at most");
        // The head has two digits; without fused multiply-add the last bits differ.
        double slack = CompilerServices.VectorMath.IsFused ? 0.05 : 0.3;
        Assert.InRange(double.Parse(head.Groups[1].Value, CultureInfo.InvariantCulture), measured * (1 - slack), measured * (1 + slack));
    }

    [Fact]
    public void Without_inputs_it_is_measured_on_drawn_ones()
    {
        string model = folder.Model("m.rnn.txt", Ranged);
        ToolRun.Of("emit", model, "--class", "A.Cell", "--output", folder.At("out"), "--weights", "int8").Succeeded();
        Assert.Contains("over 1000 steps drawn evenly from the ranges of the inputs: ", File.ReadAllText(folder.At("out/Cell.g.cs")));
    }

    [Fact]
    public void Integer_weights_stand_in_the_code_however_many_they_are()
    {
        Model large = RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.After), 8, 104, 1);
        string model = folder.Model("large.rnn.txt", large);
        foreach (string format in new[] { "float32", "int8" })
            ToolRun.Of("emit", model, "--class", "A.Cell", "--output", folder.At(format), "--weights", format).Succeeded();
        Assert.True(File.Exists(folder.At("float32/Cell.rnn.bin")));
        Assert.False(File.Exists(folder.At("int8/Cell.rnn.bin")));
        string weights = File.ReadAllText(folder.At("int8/Cell.Weights.g.cs"));
        Assert.Contains("RnnEmbeddedBytes.Of(Data, ", weights);
        Assert.Contains("// Int8 weights with their scales and float32 biases, ", weights);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru), ranged = folder.Model("r.rnn.txt", Ranged), x = folder.Csv("x.csv", Inputs);
        string[] emit = ["--class", "A.Cell", "--output", folder.At("out")];
        ToolRun.Of(["emit", model, .. emit, "--weights", "int8"]).Refused("--weights: int8 needs the range of the inputs of cell 1");
        ToolRun.Of(["emit", ranged, .. emit, "--weights", "int4"]).Refused("--weights: 'int4' is not known; it must be float32, int16 or int8.");
        ToolRun.Of(["emit", ranged, .. emit, "--input", x]).Refused("--input: it is for the error of integer weights");
        ToolRun.Of("run", ranged, "--input", x, "--output", folder.At("y.csv"), "--weights", "int8").Refused("--weights: integer weights are for generated code; add --engine desktop or --engine device.");
        ToolRun.Of("bench", model, "--weights", "int16", "--steps", "1").Refused("find it with embeddedrnn calibrate");
    }

    [Fact]
    public void Bench_measures_them_beside_float32()
    {
        string output = ToolRun.Of("bench", folder.Model("r.rnn.txt", Ranged), "--weights", "int8", "--steps", "10").Succeeded().Output;
        Assert.Contains("int8 weights", output);
        Assert.Contains("generated, float32 weights", output);
    }
}
