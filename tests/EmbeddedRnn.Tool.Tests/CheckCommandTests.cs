using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("reference", "double")]
    [InlineData("desktop", "")]
    [InlineData("device", "C# 9")]
    public void What_one_engine_writes_the_other_confirms(string engine, string detail)
    {
        foreach (Model model in new[] { Networks.Gru, Networks.Lstm })
        {
            string file = folder.Model("m.rnn.txt", model);
            string x = folder.Csv("x.csv", Networks.Inputs(model));
            ToolRun.Of("run", file, "--input", x, "--output", folder.At("y.csv"), "--engine", engine == "desktop" ? "reference" : "desktop").Succeeded();
            ToolRun result = ToolRun.Of("check", file, "--input", x, "--expected", folder.At("y.csv"), "--engine", engine);
            string output = result.Succeeded().Output;
            Assert.StartsWith($"{model.Name}, {engine} engine ({(engine == "desktop" ? KernelName : detail)}), 20 steps\n", output);
            Assert.EndsWith("within the tolerance of 1E-05\n", output);
        }
    }

    [Theory]
    [InlineData("reference", false)]
    [InlineData("desktop", false)]
    [InlineData("device", false)]
    [InlineData("reference", true)]
    public void The_usual_mistake_in_a_model_is_named(string engine, bool forced)
    {
        foreach (Model model in new[] { Networks.Gru, Networks.Lstm })
        {
            Mutation mutation = Mutations.Of(model)[0];
            Sequence inputs = Networks.Inputs(model);
            string[] arguments =
            [
                "check", folder.Model("m.rnn.txt", model), "--input", folder.Csv("x.csv", inputs), "--expected", folder.Csv("y.csv", Networks.Outputs(mutation.Model, inputs)),
                "--engine", engine, .. forced ? new[] { "--teacher-forced" } : [],
            ];
            ToolRun result = ToolRun.Of(arguments);
            Assert.Equal((1, ""), (result.Code, result.Error));
            Assert.Contains("outside the tolerance of 1E-05\n", result.Output);
            Assert.EndsWith($"The expected outputs are those of this model with {mutation.Description}.\n", result.Output);
        }
    }

    [Fact]
    public void The_largest_error_is_scaled_and_has_its_place()
    {
        Sequence inputs = Networks.Inputs(Networks.Gru);
        double[] expected = Networks.Outputs(Networks.Gru, inputs).ToArray();
        expected[7 * 5 + 3] = 4;
        string[] arguments =
        [
            "check", folder.Model("m.rnn.txt", Networks.Gru), "--input", folder.Csv("x.csv", inputs), "--expected", folder.Csv("y.csv", new Sequence(5, expected)),
        ];
        ToolRun result = ToolRun.Of(arguments);
        Assert.Equal(1, result.Code);
        Assert.Contains(" at step 7 (from 0), unit 3: expected 4, got ", result.Output);
        JsonElement report = JsonDocument.Parse(ToolRun.Of([.. arguments, "--json", "--tolerance", "2"]).Succeeded().Output).RootElement;
        Assert.InRange(report.GetProperty("largestError").GetDouble(), 0.75, 1.25);
        Assert.Equal((7, 3), (report.GetProperty("step").GetInt32(), report.GetProperty("unit").GetInt32()));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("firstDivergence").ValueKind);
    }

    [Fact]
    public void Json_names_the_mistake()
    {
        Mutation mutation = Mutations.Of(Networks.Lstm)[1];
        Sequence inputs = Networks.Inputs(Networks.Lstm);
        ToolRun result = ToolRun.Of(
            "check", folder.Model("m.rnn.txt", Networks.Lstm), "--input", folder.Csv("x.csv", inputs),
            "--expected", folder.Csv("y.csv", Networks.Outputs(mutation.Model, inputs)), "--json");
        Assert.Equal((1, ""), (result.Code, result.Error));
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.False(report.GetProperty("within").GetBoolean());
        Assert.Equal((20, 1e-5), (report.GetProperty("steps").GetInt32(), report.GetProperty("tolerance").GetDouble()));
        JsonElement first = report.GetProperty("firstDivergence");
        Assert.Equal(0, first.GetProperty("step").GetInt32());
        Assert.Equal(mutation.Description, first.GetProperty("knownMistake").GetString());
        Assert.True(first.GetProperty("modelAndExpectedDisagree").GetBoolean());
        Assert.Contains("diverges first at step 0", first.GetProperty("explanation").GetString());
    }

    [Fact]
    public void A_NaN_among_the_expected_is_an_infinite_error()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string x = folder.Text("x.csv", "1,2,3\n");
        ToolRun result = ToolRun.Of("check", model, "--input", x, "--expected", folder.Text("y.csv", "NaN,0,0,0,0\n"), "--json");
        Assert.Equal(1, result.Code);
        Assert.Equal("Infinity", JsonDocument.Parse(result.Output).RootElement.GetProperty("largestError").GetString());
    }

    [Fact]
    public void Teacher_forced_single_steps_pass_where_a_free_run_grows_apart()
    {
        // h' = tanh(3 h + x) leaves 0 at once when it is pushed, and a push within the tolerance is in the first expected output.
        var weights = new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, 1, 1, [1]),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 1, 1, [3]),
        };
        string model = folder.Model("m.rnn.txt", new Model("m", new RnnLayer(1, 1, Activation.Tanh, weights)));
        var expected = new double[20];
        expected[0] = 4e-6;
        for (int t = 1; t < expected.Length; t++) expected[t] = Math.Tanh(3 * expected[t - 1]);
        string[] arguments = ["check", model, "--input", folder.Csv("x.csv", new Sequence(1, new double[20])), "--expected", folder.Csv("y.csv", new Sequence(1, expected))];
        Assert.Equal(1, ToolRun.Of(arguments).Code);
        foreach (string engine in new[] { "reference", "desktop", "device" })
        {
            string output = ToolRun.Of([.. arguments, "--teacher-forced", "--engine", engine]).Succeeded().Output;
            Assert.Contains("20 steps, each from the state expected before it\n", output);
        }
    }

    [Fact]
    public void Teacher_forced_an_LSTM_takes_its_cell_state_from_the_reference()
    {
        Sequence inputs = Networks.Inputs(Networks.Lstm);
        float[] state = RandomModels.State(Networks.Lstm, 3);
        string[] arguments =
        [
            "check", folder.Model("m.rnn.txt", Networks.Lstm), "--input", folder.Csv("x.csv", inputs), "--state", folder.Csv("s.csv", Sequence.Of(10, state)),
            "--expected", folder.Csv("y.csv", Networks.Outputs(Networks.Lstm, inputs, state)), "--teacher-forced", "--tolerance", "1e-6", "--engine",
        ];
        ToolRun.Of([.. arguments, "desktop"]).Succeeded();
        ToolRun.Of([.. arguments, "device"]).Succeeded();
        ToolRun.Of([.. arguments, "reference"]).Succeeded();
    }

    [Fact]
    public void Sequences_that_do_not_fit_are_refused()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string x = folder.Csv("x.csv", Networks.Inputs(Networks.Gru, 2));
        void Refused(string expected, string reason, params string[] more) =>
            ToolRun.Of(["check", model, "--input", x, "--expected", expected, .. more]).Refused(reason);

        Refused(folder.Text("a.csv", "1,2,3,4,5\n"), "a.csv: there are 1 step of expected outputs, but " + x + " has 2 steps of inputs.");
        Refused(folder.Text("b.csv", "1\n2\n"), "b.csv: 1 value a step, but gesture gives 5.");
        Refused(folder.At("none.csv"), "there is no such file");
        string y = folder.Csv("y.csv", Networks.Outputs(Networks.Gru, Networks.Inputs(Networks.Gru, 2)));
        Refused(y, "--tolerance: '1,5' must be a number", "--tolerance", "1,5");
        Refused(y, "--tolerance: '-1' must be a number", "--tolerance", "-1");
        Refused(y, "the state has 1 value, but gesture keeps 5: hidden state [5].", "--state", folder.Text("s.csv", "1\n"));
        Refused(y, "'phone' is not known", "--engine", "phone");
    }

    [Theory]
    [InlineData("gru-skip", "reference")]
    [InlineData("lstm-skip-gains", "desktop")]
    [InlineData("lstm-skip-gains", "device")]
    public void A_file_that_carries_a_test_is_checked_with_it(string name, string engine)
    {
        string model = Path.Combine(AppContext.BaseDirectory, "fixtures", "networks", "aida-x", name + ".network.json");
        Assert.Contains("within the tolerance", ToolRun.Of("check", model, "--engine", engine).Succeeded().Output);
        ToolRun.Of("check", model, "--input", "x.csv").Refused("--input and --expected belong together; give both.");
        ToolRun.Of("check", folder.Model("m.rnn.txt", Networks.Gru)).Refused("the file carries no inputs and outputs to check it with; give --input and --expected.");
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        Sequence inputs = Networks.Inputs(Networks.Gru);
        string[] arguments =
        [
            "check", folder.Model("m.rnn.txt", Networks.Gru), "--input", folder.Csv("x.csv", inputs),
            "--expected", folder.Csv("y.csv", Networks.Outputs(Networks.Lstm, inputs)), "--tolerance", "0.5",
        ];
        ToolRun before = ToolRun.Of(arguments);
        using var culture = new StrangeCulture();
        Assert.Equal(before, ToolRun.Of(arguments));
    }

    private static string KernelName => CompilerServices.KernelSelection.Widest.ToString();
}
