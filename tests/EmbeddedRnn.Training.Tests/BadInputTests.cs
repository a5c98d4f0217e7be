using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

public class BadInputTests
{
    [Theory]
    [InlineData("", 0, "expected a layer")]
    [InlineData("gru 24 |", 8, "expected a layer")]
    [InlineData("gru", 0, "expected the number of units behind gru")]
    [InlineData("gru 0", 4, "a whole number from 1")]
    [InlineData("gru twelve", 4, "a whole number from 1")]
    [InlineData("gru 24 gates=hardsigmoid3", 13, "expected one of sigmoid, hardsigmoid02")]
    [InlineData("gru 24 gates=", 13, "expected a value for gates")]
    [InlineData("gru 24 gates=step gates=step", 18, "stated twice")]
    [InlineData("gru 24 f=step", 7, "'f=' is not known here; gru takes reset=, gates=, z=, r=, candidate=")]
    [InlineData("gru 24 peepholes", 7, "'peepholes' is not known here")]
    [InlineData("lstm 24 coupled f=step", 16, "'f=' is not known here")]
    [InlineData("gru 999999999 | dense 2", 4, "a whole number from 1 to 4096")]
    [InlineData("lstm 4 projection=5000", 18, "a whole number from 1 to 4096 for projection")]
    [InlineData("gru 24 reset=never", 13, "expected one of after, before for reset")]
    [InlineData("gru 24 | dense 10 | softmx", 20, "expected a layer: gru, lstm")]
    [InlineData("gru 24 | dropout 1.5", 17, "a probability from 0 to below 1")]
    [InlineData("dropout 0.5 | gru 24", 0, "dropout stands behind a layer")]
    [InlineData("bidirectional gru 24", 0, "expected layers in parentheses")]
    [InlineData("bidirectional(dense 3)", 14, "expected one cell in bidirectional")]
    [InlineData("residual(gru 2 | dense 2", 24, "expected ')' or '|'")]
    [InlineData("gru 2)", 5, "there is no parenthesis to close")]
    [InlineData("residual(gru 24)", 0, "a residual layer adds its 2 inputs to its outputs, but 24 come out")]
    [InlineData("gru 3 | last | gru 3", 0, "layer 2 leaves its last step only")]
    [InlineData("gru(dense 2) 24", 0, "gru holds no layers")]
    public void ASpecThatCannotBeReadNamesThePlace(string spec, int position, string expected)
    {
        SpecException exception = Assert.Throws<SpecException>(() => NetworkSpec.Parse(spec).Make(2, 0));
        Assert.Equal(position, exception.Position);
        Assert.Contains(expected, exception.Message);
        Assert.Contains($"character {position + 1}", exception.Message);
    }

    [Fact]
    public void DeepNestingIsRefused() =>
        Assert.Contains("nested", Assert.Throws<SpecException>(() => NetworkSpec.Parse(string.Concat(Enumerable.Repeat("residual(", 500)))).Message);

    [Fact]
    public void DataThatCannotBeTrainedWithNameTheRow()
    {
        string Message(int steps, int size, float[] x, int[]? lengths, int[] labels, int? classes = null) =>
            Assert.Throws<InvalidDataException>(() => new LabelledSequences(steps, size, x, lengths, labels, classes)).Message;
        float[] good = new float[3 * 4 * 2];
        float[] bad = (float[])good.Clone();
        bad[1 * 8 + 2 * 2 + 1] = float.NaN;
        Assert.Contains("empty", Message(4, 2, [], null, []));
        Assert.Contains("x must be [3, 4, 2], but it holds 23 values", Message(4, 2, new float[23], null, [0, 1, 0]));
        Assert.Contains("2 lengths", Message(4, 2, good, [4, 4], [0, 1, 0]));
        Assert.Contains("row 2: the length is 5", Message(4, 2, good, [4, 1, 5], [0, 1, 0]));
        Assert.Contains("row 1: the length is 0", Message(4, 2, good, [4, 0, 3], [0, 1, 0]));
        Assert.Contains("row 1: the label is -1", Message(4, 2, good, null, [0, -1, 0]));
        Assert.Contains("row 2: the label is 7, but labels go from 0 to 1", Message(4, 2, good, null, [0, 1, 7], 2));
        Assert.Contains("row 1, step 2, value 1: NaN", Message(4, 2, bad, null, [0, 1, 0]));

        // In padding nobody reads it.
        Assert.Equal(3, new LabelledSequences(4, 2, bad, [4, 2, 4], [0, 1, 0]).Count);
        Assert.Contains("row 6, value 1", Assert.Throws<InvalidDataException>(() => PredictionSeries.Of(2, [.. good[..13], float.PositiveInfinity], 1, 1)).Message);
        Assert.Contains("too few", Assert.Throws<InvalidDataException>(() => PredictionSeries.Of(1, new float[5], 5, 1)).Message);
    }

    [Fact]
    public void FilesThatCannotBeReadSayWhatAndWhere()
    {
        string path = Path.GetTempFileName();
        try
        {
            string Message(string header, int bytes)
            {
                byte[] json = Encoding.UTF8.GetBytes(header);
                File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[bytes]]);
                return Assert.Throws<InvalidDataException>(() => LabelledSequences.Read(path)).Message;
            }
            const string X = "\"x\":{\"dtype\":\"F32\",\"shape\":[2,3,1],\"data_offsets\":[0,24]}";
            Assert.Contains("has no tensor 'y'", Message($"{{{X}}}", 24));
            Assert.Contains("has no tensor 'x'", Message("{}", 0));
            Assert.Contains("values of type F32; I64 and I32 are read", Message($"{{{X},\"y\":{{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}}}}", 32));
            Assert.Contains("has 3 values, but x has 2", Message($"{{{X},\"y\":{{\"dtype\":\"I32\",\"shape\":[3],\"data_offsets\":[24,36]}}}}", 36));
            Assert.Contains("lie outside", Message($"{{{X},\"y\":{{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[24,40]}}}}", 30));
            Assert.Contains("sequences are [N, T, I]", Message("{\"x\":{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0,24]}}", 24));
            Assert.Contains("header is damaged", Message("{\"x\":", 0));
            File.WriteAllText(path, "no");
            Assert.Contains("not a safetensors file", Assert.Throws<InvalidDataException>(() => LabelledSequences.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void NetworksAndOptionsThatDoNotFitAreRefused()
    {
        string Message(string spec, Func<TrainingOptions, TrainingOptions>? change = null) =>
            Assert.ThrowsAny<ArgumentException>(() => Runs.Make(change, spec)).Message;
        Assert.Contains("labels need 3 classes (the largest is 2)", Message("gru 4 | dense 2"));
        Assert.Contains("epochs must be at least 1", Message("gru 4 | dense 3", o => o with { Epochs = 0 }));
        Assert.Contains("learning rate must be above 0", Message("gru 4 | dense 3", o => o with { LearningRate = double.NaN }));
        Assert.Contains("keep penalty", Message("gru 4 | dense 3", o => o with { KeepPenalty = -1 }));
        Assert.Contains("takes whole sequences", Message("bidirectional(gru 4) | dense 3", o => o with { TruncateSteps = 3 }));
        Assert.Contains("needs layers that run forwards alone", Message("bidirectional(gru 4) | dense 3", o => o with { TruncateSteps = 3 }));
        Assert.Contains("name its file", Message("gru 4 | dense 3", o => o with { Resume = true }));
        Model wrong = NetworkSpec.Parse("gru 4 | dense 3").Make(5, 0).Model;
        Assert.Contains("takes 5 values a step, but the data have 3", Assert.Throws<ArgumentException>(() => new Trainer(wrong, Runs.Training)).Message);
        var convolution = new Conv1dLayer(3, 2, new Tensor(TensorNames.Weights, 3, 6, new float[18]));
        Assert.Contains("layer 1 (conv1d)", Assert.Throws<NotSupportedException>(() => new Trainer(new Model("m", convolution), Runs.Training).Train()).Message);
    }
}
