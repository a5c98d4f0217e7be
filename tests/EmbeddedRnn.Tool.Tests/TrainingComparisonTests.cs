using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Evaluating;
using EmbeddedRnn.Tool.Output;
using EmbeddedRnn.Training;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>evaluate, harden and report.</summary>
public sealed class TrainingComparisonTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("gru 5 gates=hardsigmoid02 | dense 2 | softmax")]
    [InlineData("gru 5 reset=before z=hardsigmoid6 r=step | dense 2 | softmax")]
    [InlineData("lstm 5 i=step o=step f=hardsigmoid025 | dense 2")]
    [InlineData("gru 4 gates=hardsigmoid02 | lstm 3 gates=hardsigmoid02 | last | dense 2")]
    public void Every_engine_gives_the_labels_of_training(string spec)
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, spec, "m.safetensors", "--keep", "1", "--epochs", "4");
        Model model = ModelFile.Read(folder.At("m.safetensors"));
        LabelledSequences sequences = LabelledSequences.Read(data);
        Evaluation trained = Evaluator.Evaluate(model, sequences);
        var console = new ToolConsole(TextWriter.Null, TextWriter.Null);
        foreach (EngineKind kind in EngineKind.All)
        {
            (EvaluationReport report, IReadOnlyList<int> classes) = Measured.With(kind, model, EvaluationData.Of(sequences), console);
            Assert.Equal(trained.Labels, classes);
            Assert.Equal(trained.Accuracy, report.Accuracy);
            Assert.InRange(report.Loss, trained.Loss - 1e-5, trained.Loss + 1e-5);
        }
    }

    [Fact]
    public void The_device_skips_what_the_rules_allow_and_the_desktop_nothing_of_a_small_network()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "gru 6 gates=hardsigmoid02 | dense 2 | softmax", "m.safetensors", "--keep", "3", "--epochs", "60");
        JsonElement reference = Evaluate(data, "reference"), desktop = Evaluate(data, "desktop"), device = Evaluate(data, "device");
        double skipped = reference.GetProperty("skippedShare").GetDouble();
        Assert.InRange(skipped, 0.05, 1);
        Assert.Equal(skipped, device.GetProperty("skippedShare").GetDouble(), 1e-3);
        Assert.Equal(0, desktop.GetProperty("skippedShare").GetDouble());
        Assert.Equal(144, desktop.GetProperty("macsPerStep").GetDouble());
        Assert.Equal((1 - skipped) * 144, reference.GetProperty("macsPerStep").GetDouble(), 1e-9);
    }

    [Fact]
    public void The_desktop_skips_columns_of_a_large_network()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "lstm 64 i=step f=hardsigmoid02 o=step | dense 2 | softmax", "m.safetensors", "--epochs", "1");
        JsonElement desktop = Evaluate(data, "desktop");
        double skipped = desktop.GetProperty("skippedShare").GetDouble(), dense = desktop.GetProperty("denseMacsPerStep").GetDouble();
        // Columns alone, of h: never those of the inputs.
        Assert.InRange(skipped, 0.1, 64.0 / 66);
        Assert.Equal((1 - skipped) * dense, desktop.GetProperty("macsPerStep").GetDouble(), 1e-6);
    }

    [Fact]
    public void Evaluation_refuses_data_that_do_not_fit()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "gru 3 | dense 2", "m.safetensors");
        Train(data, "gru 3 | dense 3", "three.safetensors");
        ToolRun.Of("evaluate", folder.At("three.safetensors"), "--data", data).Succeeded();
        ToolRun.Of("evaluate", folder.At("m.safetensors"), "--data", TrainingFiles.Labelled(folder, "l.safetensors", (_, _, labels) => labels[4] = 2))
            .Refused("l.safetensors: row 4: the label is 2, but labels go from 0 to 1");
        ToolRun.Of("evaluate", folder.At("m.safetensors"), "--data", TrainingFiles.Series(folder, "s.csv"), "--predict-ahead", "1").Refused("s.csv: 1 values a step, but m takes 2");
    }

    [Fact]
    public void Hardening_compares_with_smaller_networks_and_one_without_a_reset_gate()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "gru 6 | dense 2 | softmax", "float.safetensors");
        ToolRun run = ToolRun.Of(
            "harden", folder.At("float.safetensors"), "--data", data, "--epochs", "15", "--batch", "16", "--units", "3", "--gates", "z=hardsigmoid02,r=step",
            "--output", folder.At("hard.safetensors"), "--report", folder.At("h.html")).Succeeded();
        foreach (string name in new[] { "given", "hard gates, 6 units", "as given, 3 units", "hard gates, 3 units", "no reset, 6 units" }) Assert.Contains($"\n{name} ", run.Output);
        Assert.Contains("\nrecommended: ", run.Output);

        // A size that is named twice, or is the given one, is one network.
        string again = ToolRun.Of("harden", folder.At("float.safetensors"), "--data", data, "--epochs", "1", "--units", "3,6,3", "--seeds", "2").Succeeded().Output;
        foreach (string name in new[] { "given", "as given, 6 units", "hard gates, 6 units", "as given, 3 units", "hard gates, 3 units", "no reset, 6 units" })
            Assert.Equal(1, again[..again.IndexOf("\nthe front", StringComparison.Ordinal)].Split('\n').Count(line => line.StartsWith(name + " ", StringComparison.Ordinal)));
        Assert.Contains("\n10/10 no reset, 6 units, seed 2: ", again);
        var cell = (GruLayer)ModelFile.Read(folder.At("hard.safetensors")).Layers[0];
        Assert.Equal((GateFamilies.GateFunction("hardsigmoid02"), ActivationFunction.Step), (cell.UpdateFunction, cell.ResetFunction));
        TrainingCommandTests.Pictures(File.ReadAllText(folder.At("h.html")));
    }

    [Fact]
    public void Several_seeds_give_means_and_spreads_and_a_stopped_comparison_goes_on()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "gru 5 | dense 2 | softmax", "float.safetensors");
        string[] arguments = ["harden", folder.At("float.safetensors"), "--data", data, "--epochs", "4", "--batch", "16", "--units", "3", "--seeds", "2"];
        ToolRun whole = ToolRun.Of([.. arguments, "--output", folder.At("whole.safetensors"), "--report", folder.At("h.html")]).Succeeded();
        Assert.Matches(@"\nas given, 5 units +\d+\.\d\d ± \d+\.\d\d % ", whole.Output);
        Assert.Matches(@"\ngiven +\d+\.\d\d % ", whole.Output);
        Assert.Contains("Means over 2 seeds", whole.Output);
        Assert.False(Directory.Exists(folder.At("whole.safetensors.checkpoints")));
        TrainingCommandTests.Pictures(File.ReadAllText(folder.At("h.html")));

        // Stopped in its third run: the checkpoints of the later ones are not there yet.
        string output = folder.At("hard.safetensors"), checkpoints = folder.At("c");
        ToolRun.Of([.. arguments, "--output", output, "--checkpoints", checkpoints]).Succeeded();
        foreach (string later in Directory.GetFiles(checkpoints, "*3-units*").Concat(Directory.GetFiles(checkpoints, "no-reset*"))) File.Delete(later);
        ToolRun rest = ToolRun.Of([.. arguments, "--output", output, "--checkpoints", checkpoints, "--resume", "--threads", "2"]).Succeeded();
        Assert.Contains("hard gates, 5 units, seed 2: complete, from its checkpoint", rest.Output);
        Assert.Equal(Table(whole.Output), Table(rest.Output));
        Assert.Equal(ModelFile.Read(folder.At("whole.safetensors")).Hash, ModelFile.Read(output).Hash);

        ToolRun.Of([.. arguments, "--resume"]).Refused("--resume: name the model with --output");
        ToolRun.Of([.. arguments, "--output", output, "--resume"]).Refused("there is no folder");
        ToolRun other = ToolRun.Of([.. arguments, "--output", output, "--checkpoints", checkpoints, "--resume", "--keep", "2"]);
        Assert.Equal(2, other.Code);
        Assert.Contains("is the checkpoint of another run", other.Error);
        static string Table(string text) => text[text.IndexOf("\nnetwork ", StringComparison.Ordinal)..text.IndexOf(" -> ", StringComparison.Ordinal)];
    }

    [Fact]
    public void Hardening_refuses_gates_that_are_not_there()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "rnn 3 | dense 2", "rnn.safetensors");
        Train(data, "gru 3 | dense 2", "gru.safetensors");
        ToolRun.Of("harden", folder.At("rnn.safetensors"), "--data", data).Refused("there is no cell with gates");
        ToolRun.Of("harden", folder.At("gru.safetensors"), "--data", data, "--gates", "o=step").Refused("has no cell with OutputGate");
        ToolRun.Of("harden", folder.At("gru.safetensors"), "--data", data, "--gates", "z=soft").Refused("'soft' is no gate's function");
        ToolRun.Of("harden", folder.At("gru.safetensors"), "--data", data, "--units", "3,x").Refused("--units: 'x' must be a whole number");
    }

    [Fact]
    public void A_report_shows_gates_states_and_work()
    {
        string model = folder.Model("m.rnn.txt", Networks.Lstm);
        ToolRun run = ToolRun.Of("report", model, "--input", folder.Csv("x.csv", Networks.Inputs(Networks.Lstm)), "--output", folder.At("r.html")).Succeeded();
        Assert.Equal($"beat: 20 steps -> {folder.At("r.html")}\n", run.Output);
        string page = File.ReadAllText(folder.At("r.html"));
        foreach (string title in new[] { "Inputs", "Outputs", "Mean of the gates", "Multiply-accumulates a step", "Hidden state", "Cell state" }) Assert.Contains($"<title>{title}</title>", page);
        TrainingCommandTests.Pictures(page);
    }

    private JsonElement Evaluate(string data, string engine) =>
        JsonDocument.Parse(ToolRun.Of("evaluate", folder.At("m.safetensors"), "--data", data, "--engine", engine, "--json").Succeeded().Output).RootElement;

    private void Train(string data, string spec, string output, params string[] more)
    {
        string[] epochs = more.Contains("--epochs") ? [] : ["--epochs", "8"];
        ToolRun.Of(["train", "--data", data, "--spec", spec, "--batch", "16", "--output", folder.At(output), .. epochs, .. more]).Succeeded();
    }
}
