using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using EmbeddedRnn.Benching.HandWritten;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>The commands with networks of several layers.</summary>
public sealed class NetworkTests : IDisposable
{
    private static readonly Model Stacked = new(
        "stacked",
        new AffineLayer(Vector(TensorNames.Scale, 0.5f, 2, 1), Vector(TensorNames.Shift, 0, 0.1f, 0)),
        Cell(CellOptions.Gru(ResetPosition.After), 3, 4),
        new ResidualLayer(Cell(CellOptions.Lstm(), 4, 4), new ActivationLayer(4, ActivationFunction.Tanh)),
        new DenseLayer(new Tensor(TensorNames.Weights, 2, 4, [0.1f, 0.2f, 0.3f, 0.4f, -0.1f, -0.2f, -0.3f, -0.4f]), Vector(TensorNames.Bias, 1, -1)),
        new ActivationLayer(2, ActivationFunction.Sigmoid));

    private static readonly Model Both = new(
        "both", new BidirectionalLayer(Cell(CellOptions.Lstm(), 3, 4), Cell(CellOptions.Gru(ResetPosition.Before), 3, 2)), new LastStepLayer(6));

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Inspect_draws_the_layers_and_those_inside_them()
    {
        string output = ToolRun.Of("inspect", folder.Model("m.rnn.txt", Stacked)).Succeeded().Output;
        Assert.StartsWith("stacked: input [T, 3] -> affine [T, 3] -> gru [T, 4] -> residual (lstm -> activation) [T, 4] -> dense [T, 2] -> activation [T, 2]\n", output);
        Assert.Contains("\n3.1  LSTM, 4 inputs, 4 units", output);
        output = ToolRun.Of("inspect", folder.Model("b.rnn.txt", Both)).Succeeded().Output;
        Assert.StartsWith("both: input [T, 3] -> bidirectional (lstm, gru) [T, 6] -> last-step [6]\n", output);
        Assert.Contains("whole sequences only, no single steps: layer 1", output);
    }

    [Fact]
    public void Inspect_counts_a_layer_inside_another_once()
    {
        JsonElement report = JsonDocument.Parse(ToolRun.Of("inspect", folder.Model("m.rnn.txt", Stacked), "--json").Succeeded().Output).RootElement;
        Assert.Equal(Stacked.ParameterCount, report.GetProperty("parameters").GetInt64());
        Assert.Equal(Stacked.ParameterCount, report.GetProperty("layers").EnumerateArray().Sum(l => l.GetProperty("parameters").GetInt64()));
        Assert.Equal(4 * Stacked.ParameterCount, report.GetProperty("bytes").GetProperty("float32").GetInt64());
        Assert.Equal(2, report.GetProperty("layers")[2].GetProperty("inner").GetArrayLength());
        Assert.True(report.GetProperty("canStream").GetBoolean());
    }

    [Fact]
    public void A_network_runs_and_is_checked()
    {
        Sequence inputs = Networks.Inputs(Stacked);
        string model = folder.Model("m.rnn.txt", Stacked);
        string x = folder.Csv("x.csv", inputs);
        ToolRun.Of("run", model, "--input", x, "--output", folder.At("y.csv")).Succeeded();
        Assert.Equal(Networks.Outputs(Stacked, inputs).ToSingle(), Sequence.Read(folder.At("y.csv")).ToSingle());
        ToolRun.Of("check", model, "--input", x, "--expected", folder.At("y.csv")).Succeeded();
        ToolRun.Of("check", model, "--input", x, "--expected", folder.At("y.csv"), "--teacher-forced").Succeeded();
        ToolRun.Of("run", model, "--input", x, "--output", folder.At("z.csv"), "--state", folder.Text("s.csv", "1\n"))
            .Refused("stacked keeps 12: hidden state [4]; then hidden state [4], then cell state [4].");
    }

    [Fact]
    public void A_network_that_takes_whole_sequences_gives_its_one_output()
    {
        Sequence inputs = Networks.Inputs(Both);
        var expected = new double[6];
        new ReferenceNetwork<double>(Both).Run(inputs.ToArray(), expected);
        string model = folder.Model("m.rnn.txt", Both);
        string x = folder.Csv("x.csv", inputs);
        string y = folder.At("y.csv");
        ToolRun.Of("run", model, "--input", x, "--output", y).Succeeded();
        Assert.Equal(Array.ConvertAll(expected, v => (float)v), Sequence.Read(y).ToSingle());
        ToolRun.Of("check", model, "--input", x, "--expected", y).Succeeded();
        ToolRun result = ToolRun.Of("check", model, "--input", x, "--expected", folder.Text("z.csv", "1,1,1,1,1,1\n"));
        Assert.Equal((1, ""), (result.Code, result.Error));
        Assert.Contains("diverges first at step 0", result.Output);
        Assert.DoesNotContain("gate", result.Output);
        ToolRun.Of("check", model, "--input", x, "--expected", y, "--teacher-forced").Refused("--teacher-forced: there are no single steps");
        ToolRun.Of("check", model, "--input", x, "--expected", x).Refused("3 values a step, but both gives 6");
        ToolRun.Of("check", model, "--input", x, "--expected", folder.Text("w.csv", "1,1,1,1,1,1\n1,1,1,1,1,1\n")).Refused("gives one output, that of the last step");
        ToolRun.Of("bench", model).Refused("");
    }

    [Fact]
    public void The_desktop_engine_computes_a_network_or_says_in_one_line_why_not()
    {
        foreach (Model model in new[] { Stacked, Both })
        {
            string output = folder.At(model.Name);
            string file = folder.Model("m.rnn.txt", model);
            string x = folder.Csv("x.csv", Networks.Inputs(model));
            ToolRun.Of("run", file, "--input", x, "--output", folder.At("y.csv")).Succeeded();
            ToolRun result = ToolRun.Of("check", file, "--input", x, "--expected", folder.At("y.csv"), "--engine", "desktop");
            if (result.Code != 0) result.Refused("--engine desktop: ");
            result = ToolRun.Of("emit", file, "--class", "N", "--output", output);
            if (result.Code != 0) result.Refused(file);
            Assert.Equal(result.Code == 0, Directory.Exists(output));
        }
    }

    [Fact]
    public void The_plain_loops_compute_a_network()
    {
        Sequence inputs = Networks.Inputs(Stacked);
        Assert.Null(HandNetwork.WhyNot(Stacked));
        var plain = new HandNetwork<PlainLoops>(Stacked);
        var outputs = new float[inputs.Steps * 2];
        for (int t = 0; t < inputs.Steps; t++) plain.Step(inputs.ToSingle().AsSpan(t * 3, 3), outputs.AsSpan(t * 2, 2));
        Assert.InRange(Networks.LargestError(Networks.Outputs(Stacked, inputs), Sequence.Of(2, outputs)), 0, 2e-6);
        Assert.Contains("softmax", HandNetwork.WhyNot(new Model("m", Stacked.Layers[0], new ActivationLayer(3, ActivationFunction.Softmax))));
    }

    private static CellLayer Cell(CellOptions options, int inputSize, int hiddenSize) =>
        (CellLayer)RandomModels.Contractive(options, inputSize, hiddenSize, 1).Layers[0];

    private static Tensor Vector(string name, params float[] values) => new(name, 1, values.Length, values);
}
