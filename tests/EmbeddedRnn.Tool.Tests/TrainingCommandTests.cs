using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using EmbeddedRnn.Tool;
using EmbeddedRnn.Tool.Output;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>train: models, records, runs that go on.</summary>
public sealed class TrainingCommandTests : IDisposable
{
    private const string Spec = "gru 4 gates=hardsigmoid02 | dense 2 | softmax";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_network_is_trained_and_keeps_its_layers_and_gates_in_both_formats()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        ToolRun run = Train(data, "m.safetensors").Succeeded();
        Train(data, "m.rnn.txt").Succeeded();
        Model model = ModelFile.Read(folder.At("m.safetensors"));
        Assert.Equal(model, ModelFile.Read(folder.At("m.rnn.txt")));
        Assert.Equal(GateFamilies.GateFunction("hardsigmoid02"), ((GruLayer)model.Layers[0]).UpdateFunction);
        Assert.Contains(Spec, ModelFile.ReadMetadata(folder.At("m.safetensors")).Single(note => note.Key == "spec").Value);
        Assert.Contains("epoch  1/12  loss ", run.Output);
        Assert.Contains("validation (6 sequences): accuracy ", run.Output);
        Assert.Equal(["d.safetensors", "m.rnn.txt", "m.safetensors"], folder.Files);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_any_number_of_threads_and_another_seed_others()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "a.safetensors", "--threads", "1").Succeeded();
        string first = ModelFile.Read(folder.At("a.safetensors")).Hash;
        using (new StrangeCulture()) Train(data, "b.safetensors", "--threads", "3").Succeeded();
        Train(data, "c.safetensors", "--seed", "2").Succeeded();
        Assert.Equal(first, ModelFile.Read(folder.At("b.safetensors")).Hash);
        Assert.NotEqual(first, ModelFile.Read(folder.At("c.safetensors")).Hash);
    }

    [Fact]
    public void A_series_is_predicted_in_its_own_unit()
    {
        string data = TrainingFiles.Series(folder, "s.csv");
        ToolRun.Of("train", "--data", data, "--predict-ahead", "1", "--spec", "gru 6 | dense 1", "--epochs", "60", "--segments", "4", "--truncate", "16", "--output", folder.At("s.safetensors")).Succeeded();
        string measured = ToolRun.Of("evaluate", folder.At("s.safetensors"), "--data", data, "--predict-ahead", "1", "--json").Succeeded().Output;
        // The wave's variance is 5,000.
        Assert.InRange(JsonNumber(measured, "loss"), 0, 500);
        Assert.Contains("\"accuracy\": null", measured);
    }

    [Fact]
    public void Log_and_report_show_losses_gates_and_gradients()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Train(data, "m.safetensors", "--log", folder.At("l.csv"), "--report", folder.At("r.html"), "--keep", "1").Succeeded();
        string[][] rows = [.. File.ReadAllLines(folder.At("l.csv")).Select(line => line.Split(','))];
        Assert.Equal(13, rows.Length);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.Contains("skipped_share", rows[0]);
        Assert.Contains("layer 1 (gru) spectral_radius", rows[0]);
        Assert.Contains("layer 1 (gru) update open", rows[0]);
        Assert.Equal("1,layer 1 (gru),0", string.Join(",", File.ReadAllLines(folder.At("l.gradients.csv"))[1].Split(',').Take(3)));

        string page = File.ReadAllText(folder.At("r.html"));
        foreach (string title in new[] { "Loss", "Gradient through time, layer 1 (gru)", "Spectral radius of the state&#39;s Jacobian, layer 1 (gru)", "Saturated gates, layer 1 (gru)" })
            Assert.Contains($"<title>{title}</title>", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("NaN", page);
        Pictures(page);
    }

    [Fact]
    public async Task A_killed_run_goes_on_to_the_same_result()
    {
        // More lines than a pipe holds: nobody reads behind the fifth, so the run waits in the middle of its work until it is killed.
        const int epochs = 2500;
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        string[] arguments = ["train", "--data", data, "--spec", Spec, "--epochs", $"{epochs}", "--log", folder.At("l.csv"), "--output", folder.At("m.safetensors")];
        using (Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EmbeddedRnn.Tool.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        })!)
        {
            string? line;
            do line = await process.StandardOutput.ReadLineAsync();
            while (line is not null && !line.StartsWith($"epoch    5/{epochs}", StringComparison.Ordinal));
            process.Kill();
            await process.WaitForExitAsync();
            Assert.NotEqual(0, process.ExitCode);
        }
        Assert.False(File.Exists(folder.At("m.safetensors")));
        Assert.True(File.Exists(folder.At("m.safetensors.checkpoint")));
        ToolRun rest = ToolRun.Of([.. arguments, "--resume"]).Succeeded();
        Assert.DoesNotContain($"epoch    5/{epochs}", rest.Output);
        ToolRun.Of([.. arguments.SkipLast(1), folder.At("whole.safetensors")]).Succeeded();
        Assert.Equal(ModelFile.Read(folder.At("whole.safetensors")).Hash, ModelFile.Read(folder.At("m.safetensors")).Hash);
        Assert.Equal(Enumerable.Range(1, epochs).Select(e => $"{e}"), File.ReadAllLines(folder.At("l.csv")).Skip(1).Select(row => row.Split(',')[0]));
        Assert.False(File.Exists(folder.At("m.safetensors.checkpoint")));
    }

    [Fact]
    public void An_interrupted_run_says_how_to_go_on()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        string[] arguments = ["train", "--data", data, "--spec", Spec, "--epochs", "12", "--output", folder.At("m.safetensors")];
        using var output = new InterruptingWriter("epoch  3/12");
        using var error = new StringWriter();
        Assert.Equal(130, CommandLine.Run(arguments, new ToolConsole(output, error, cancellation: output.Token)));
        Assert.Equal($"embeddedrnn: stopped; the same command with --resume goes on from '{folder.At("m.safetensors.checkpoint")}'.", error.ToString().TrimEnd());
        ToolRun rest = ToolRun.Of([.. arguments, "--resume"]).Succeeded();
        Assert.DoesNotContain("epoch  3/12", rest.Output);
        Assert.Contains("epoch  4/12", rest.Output);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_one_before_whole()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        string checkpoint = folder.At("c.safetensors");
        Train(data, "a.safetensors", "--checkpoint", checkpoint).Succeeded();
        byte[] before = File.ReadAllBytes(checkpoint);

        // In the way of the file that is to become the checkpoint.
        Directory.CreateDirectory($"{checkpoint}.{Environment.ProcessId}.tmp");
        ToolRun failed = Train(data, "b.safetensors", "--checkpoint", checkpoint);
        Assert.Equal(2, failed.Code);
        Assert.Contains("the checkpoint of epoch 1 could not be written", failed.Error);
        Assert.Contains("stays whole", failed.Error);
        Assert.Equal(before, File.ReadAllBytes(checkpoint));
        Assert.False(File.Exists(folder.At("b.safetensors")));
    }

    [Fact]
    public void A_run_that_explodes_stops_and_keeps_what_was_there()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        string output = folder.Text("m.safetensors", "before");
        ToolRun run = ToolRun.Of("train", "--data", data, "--spec", "rnn 4 relu | dense 2 | softmax", "--rate", "1e12", "--clip", "0", "--output", output);
        Assert.Equal(2, run.Code);
        Assert.Matches("embeddedrnn: epoch [0-9]+, update [0-9]+: .*layer [0-9]+ \\(.*\\) at step [0-9]+", run.Error);
        Assert.Equal("before", File.ReadAllText(output));
    }

    internal static double JsonNumber(string json, string name) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty(name).GetDouble();

    /// <summary>Every picture of a page is sound XML.</summary>
    internal static void Pictures(string page)
    {
        string[] parts = [.. page.Split("<svg ").Skip(1).Select(part => "<svg " + part[..(part.IndexOf("</svg>", StringComparison.Ordinal) + 6)])];
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.True(XElement.Parse(part).Elements().Count() > 5));
    }

    private ToolRun Train(string data, string output, params string[] more) =>
        ToolRun.Of(["train", "--data", data, "--spec", Spec, "--epochs", "12", "--batch", "16", "--output", folder.At(output), .. more]);
}
