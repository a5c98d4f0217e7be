using System;
using System.IO;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("reference", 1e-7)]
    [InlineData("desktop", 2e-6)]
    [InlineData("device", 2e-6)]
    public void Each_engine_computes_the_network(string engine, double bound)
    {
        foreach (CellOptions options in new[] { CellOptions.Rnn(Activation.Relu), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm(true, true, true) })
        {
            Model model = RandomModels.Contractive(options with { InitialState = true }, 3, 5, 1);
            Sequence inputs = Networks.Inputs(model);
            ToolRun result = ToolRun.Of("run", folder.Model("m.rnn.txt", model), "--input", folder.Csv("x.csv", inputs), "--output", folder.At("y.csv"), "--engine", engine);
            Assert.Equal($"{model.Name}: 20 steps by the {engine} engine -> {folder.At("y.csv")}\n", result.Succeeded().Output);
            Assert.InRange(Networks.LargestError(Networks.Outputs(model, inputs), Sequence.Read(folder.At("y.csv"))), 0, bound);
        }
    }

    [Fact]
    public void Outputs_are_floats_that_come_back_exactly_in_every_culture()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        Sequence inputs = Networks.Inputs(Networks.Gru);
        string x = folder.Csv("x.csv", inputs);
        ToolRun.Of("run", model, "--input", x, "--output", folder.At("y.csv")).Succeeded();
        Assert.Equal(Networks.Outputs(Networks.Gru, inputs).ToSingle(), Sequence.Read(folder.At("y.csv")).ToSingle());
        using var culture = new StrangeCulture();
        ToolRun.Of("run", model, "--input", x, "--output", folder.At("z.csv")).Succeeded();
        Assert.Equal(File.ReadAllBytes(folder.At("y.csv")), File.ReadAllBytes(folder.At("z.csv")));
    }

    [Fact]
    public void A_state_replaces_the_models_own()
    {
        float[] state = RandomModels.State(Networks.Lstm, 3);
        Sequence inputs = Networks.Inputs(Networks.Lstm);
        ToolRun.Of(
            "run", folder.Model("m.rnn.txt", Networks.Lstm), "--input", folder.Csv("x.csv", inputs), "--output", folder.At("y.csv"),
            "--state", folder.Csv("s.csv", Sequence.Of(5, state))).Succeeded();
        Assert.InRange(Networks.LargestError(Networks.Outputs(Networks.Lstm, inputs, state), Sequence.Read(folder.At("y.csv"))), 0, 1e-7);
    }

    [Fact]
    public void Inputs_are_recognised_by_content_and_tensors_by_name()
    {
        string fixture = Path.Combine(AppContext.BaseDirectory, "fixtures", "pytorch", "gru-3x5-bias-state.");
        string sequence = fixture + "sequence.safetensors";
        ToolRun.Of(
            "run", fixture + "model.safetensors", "--input", sequence + ":x", "--state", sequence + ":h0", "--output", folder.At("y.txt")).Succeeded();
        ToolRun.Of(
            "check", fixture + "model.safetensors", "--input", sequence + ":x", "--state", sequence + ":h0", "--expected", folder.At("y.txt")).Succeeded();
        ToolRun.Of("run", fixture + "model.safetensors", "--input", sequence, "--output", folder.At("z.csv")).Refused("has 4 tensors (x, y32, y64, h0); name one");
        ToolRun.Of("run", fixture + "model.safetensors", "--input", sequence + ":q", "--output", folder.At("z.csv")).Refused("has no tensor 'q'");
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_and_nothing_is_written()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string output = folder.Text("y.csv", "before");
        void Refused(string input, string reason) => ToolRun.Of("run", model, "--input", input, "--output", output).Refused(reason);

        Refused(folder.Text("a.csv", "1,2,3\n1,2\n"), "a.csv, line 2: 2 values, but line 1 has 3.");
        Refused(folder.Text("b.csv", "1,2,3\n# comment\n1,x,3\n"), "b.csv, line 3, value 2: 'x' is not a number");
        Refused(folder.Text("c.csv", "1,2\n"), "c.csv: 2 values a step, but gesture takes 3.");
        Refused(folder.Text("d.csv", ""), "d.csv has no values");
        Refused(folder.Text("e.npy", "hello world!"), "e.npy is not a NumPy .npy file");
        Refused(folder.Text("f.bin", "\0\0"), "sequences are read from CSV, .npy and .safetensors files, and this is none");
        Refused(folder.At("none.csv"), "none.csv: there is no such file.");
        Refused(folder.Root, "this is a folder");
        Refused("", "the name of a sequence's file is empty");
        Assert.Equal("before", File.ReadAllText(output));
        Assert.DoesNotContain(folder.Files, file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        string model = folder.Model("m.rnn.txt", Networks.Lstm);
        string x = folder.Csv("x.csv", Networks.Inputs(Networks.Lstm));
        ToolRun Run(string state) => ToolRun.Of("run", model, "--input", x, "--output", folder.At("y.csv"), "--state", state);
        Run(folder.Text("s.csv", "1,2,3,4,5\n")).Refused("s.csv: the state has 5 values, but beat keeps 10: hidden state [5], then cell state [5].");
        Run(folder.At("none.csv")).Refused("there is no such file");
        Assert.Equal(["m.rnn.txt", "s.csv", "x.csv"], folder.Files);
    }

    [Fact]
    public void An_output_that_cannot_be_or_would_do_harm_is_refused()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string x = folder.Csv("x.csv", Networks.Inputs(Networks.Gru));
        string[] before = folder.Files;
        void Refused(string output, string reason) => ToolRun.Of("run", model, "--input", x, "--output", output).Refused(reason);

        Refused(folder.At("none/y.csv"), "the folder of");
        Refused(model + "/y.csv", "the folder of");
        Refused(folder.Root, "is a folder");
        Refused("", "the file name is empty");
        Refused(x, "would overwrite the inputs itself");
        Refused(model, "would overwrite the model file itself");
        Refused(folder.At("y.npy"), "outputs are written as CSV");
        if (!OperatingSystem.IsWindows()) Refused("/dev/null", "is a device");
        Assert.Equal(before, folder.Files);
    }

    [Theory]
    [InlineData("desk", "--engine: 'desk' is not known; it must be reference, desktop or device.")]
    [InlineData("", "--engine: '' is not known; it must be reference, desktop or device.")]
    public void There_are_three_engines(string engine, string reason)
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        ToolRun.Of("run", model, "--input", folder.Csv("x.csv", Networks.Inputs(Networks.Gru)), "--output", folder.At("y.csv"), "--engine", engine).Refused(reason);
        Assert.Contains("reference|desktop|device", ToolRun.Of("run", "--help").Output);
    }

    [Fact]
    public void A_plain_rnn_needs_its_activation()
    {
        string model = folder.Cell("r.safetensors", 1, 2);
        string x = folder.Text("x.csv", "2\n2\n");
        ToolRun.Of("run", model, "--input", x, "--output", folder.At("y.csv")).Refused("add --cell \"rnn tanh\" or --cell \"rnn relu\"");
        ToolRun.Of("run", model, "--input", x, "--output", folder.At("y.csv"), "--cell", "rnn relu").Succeeded();
        Assert.Equal("1,1\n2,2\n", File.ReadAllText(folder.At("y.csv")));
    }

    [Fact]
    public void A_whole_sequence_runs_on_the_device_engine_from_a_given_state()
    {
        CellLayer Cell(int seed) => (CellLayer)RandomModels.Contractive(CellOptions.Lstm(), 2, 3, seed).Layers[0];
        var model = new Model("both", new BidirectionalLayer(Cell(1), Cell(2)));
        Sequence inputs = Networks.Inputs(model);
        string[] arguments = ["run", folder.Model("m.rnn.txt", model), "--input", folder.Csv("x.csv", inputs), "--state", folder.Csv("s.csv", Sequence.Of(12, RandomModels.State(model, 3))), "--output"];
        ToolRun.Of([.. arguments, folder.At("y.csv"), "--engine", "device"]).Succeeded();
        ToolRun.Of([.. arguments, folder.At("z.csv"), "--engine", "reference"]).Succeeded();
        Assert.InRange(Networks.LargestError(Sequence.Read(folder.At("z.csv")), Sequence.Read(folder.At("y.csv"))), 0, 2e-6);
    }

    [Fact]
    public void A_network_that_is_too_large_for_the_device_is_refused()
    {
        Model model = RandomModels.Contractive(CellOptions.Gru(ResetPosition.After), 8, 80, 1).WithName("large");
        ToolRun.Of("run", folder.Model("m.rnn.txt", model), "--input", folder.Csv("x.csv", Networks.Inputs(model)), "--output", folder.At("y.csv"), "--engine", "device")
            .Refused(" more than the 64,000 that a class for .NET nanoFramework can have");
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("desktop")]
    [InlineData("device")]
    public void An_interruption_ends_quietly_and_leaves_nothing(string engine)
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string x = folder.Csv("x.csv", Networks.Inputs(Networks.Gru));
        string[] before = [.. folder.Files];
        ToolRun result = ToolRun.Of(new CancellationToken(canceled: true), "run", model, "--input", x, "--output", folder.At("y.csv"), "--engine", engine);
        Assert.Equal(new ToolRun(130, "", ""), result);
        Assert.Equal(before, folder.Files);
    }
}
