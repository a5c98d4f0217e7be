using System;
using System.IO;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>What cannot be trained with is refused in one line, and nothing is written.</summary>
public sealed class TrainingBadInputTests : IDisposable
{
    private const string Spec = "gru 4 | dense 2 | softmax";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Data_that_are_no_data()
    {
        Refused(TrainingFiles.Labelled(folder, "nan.safetensors", (x, _, _) => x[3 * TrainingFiles.Steps * 2 + 3] = float.NaN), Spec, "nan.safetensors: row 3, step 1, value 1: NaN is not a finite number");
        Refused(TrainingFiles.Labelled(folder, "long.safetensors", (_, lengths, _) => lengths[5] = 7), Spec, "long.safetensors: row 5: the length is 7, but a sequence has from 1 to 6 steps");
        Refused(TrainingFiles.Labelled(folder, "label.safetensors", (_, _, labels) => labels[9] = -1), Spec, "label.safetensors: row 9: the label is -1");
        Refused(Empty("empty.safetensors"), Spec, "the data are empty");
        Refused(TrainingFiles.Write(folder.At("ragged.safetensors"), [("x", "F32", [2, 1, 2], new byte[16]), ("y", "I64", [3], new byte[24])]), Spec, "has 3 values, but x has 2 sequences");
        Refused(TrainingFiles.Write(folder.At("names.safetensors"), [("z", "F32", [2, 1, 2], new byte[16])]), Spec, "names.safetensors");
        Refused(folder.Text("text.safetensors", "hello"), Spec, "text.safetensors is not a safetensors file");
        Refused(folder.At("none.safetensors"), Spec, "none.safetensors: there is no such file");
        Refused(folder.Root, Spec, "this is a folder");
        Refused("", Spec, "--data: the file name is empty");
        Refused(folder.Text("d.csv", "1\n2\n"), Spec, "say with --predict-ahead how far");
    }

    [Fact]
    public void Series_that_are_no_series()
    {
        RefusedSeries("1\n2\nnan\n4\n", "n.csv: row 2, value 0: NaN is not a finite number");
        RefusedSeries("1\n2,3\n", "n.csv, line 2: 2 values, but line 1 has 1");
        RefusedSeries("1\n2\n", "too few");
        RefusedSeries("1\n2\n3\n4\n5\n6\n", "too few of the 2 steps on one side");
        RefusedSeries("", "n.csv has no values");
        RefusedSeries("1\nx\n", "line 2, value 1: 'x' is not a number");
    }

    [Fact]
    public void Specs_that_cannot_be_read_name_the_place()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Refused(data, "gru", "spec, character 1, at 'gru': expected the number of units behind gru");
        Refused(data, "gru 4 | dnse 2", "spec, character 9, at 'dnse 2': expected a layer");
        Refused(data, "gru 4 gates=soft | dense 2", "spec, character 13, at 'soft | dense 2': expected one of sigmoid, hardsigmoid02");
        Refused(data, "gru 4 | dense 1 | softmax", "the labels need 2 classes (the largest is 1): end it with 'dense 2 | softmax'");
        Refused(data, "", "spec, character 1, at the end: expected a layer");
    }

    [Fact]
    public void Options_out_of_range()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        Refused(data, Spec, "--epochs: '0' must be a whole number from 1", "--epochs", "0");
        Refused(data, Spec, "--keep: '-1' must be a number of at least 0", "--keep", "-1");
        Refused(data, Spec, "--rate: '1,5' must be a number above 0", "--rate", "1,5");
        Refused(data, Spec, "--schedule: 'linear' is not known; it must be cosine or constant", "--schedule", "linear");
        Refused(data, Spec, "must leave at least one of 60 sequences on each side", "--validation", "0.001");
        Refused(data, Spec, "there is no checkpoint", "--resume");
        Refused(data, Spec, "--segments cuts one long series", "--segments", "4");
        Refused(data, Spec, "would overwrite the data itself", "--log", data);
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        string data = TrainingFiles.Labelled(folder, "d.safetensors");
        string checkpoint = folder.At("c");
        ToolRun.Of("train", "--data", data, "--spec", Spec, "--epochs", "2", "--output", folder.At("m.rnn.txt"), "--checkpoint", checkpoint).Succeeded();
        Refused(data, Spec, "is the checkpoint of another run: its options are", "--epochs", "3", "--checkpoint", checkpoint, "--resume");
        File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..100]);
        Refused(data, Spec, "is not a safetensors file, or is truncated", "--epochs", "2", "--checkpoint", checkpoint, "--resume");
    }

    private string Empty(string name) => TrainingFiles.Write(folder.At(name), [("x", "F32", [0, 3, 2], []), ("y", "I64", [0], [])]);

    private void RefusedSeries(string text, string reason) =>
        Refused(folder.Text("n.csv", text), "gru 4 | dense 1", reason, "--predict-ahead", "4");

    private void Refused(string data, string spec, string reason, params string[] more)
    {
        string output = folder.Text("out.rnn.txt", "before");
        ToolRun.Of(["train", "--data", data, "--spec", spec, "--output", output, .. more]).Refused(reason);
        Assert.Equal("before", File.ReadAllText(output));
    }
}
