using System;
using System.Linq;
using System.Text.RegularExpressions;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Data_give_the_ranges_that_the_equations_do_not()
    {
        string model = folder.Model("m.rnn.txt", Networks.Lstm);
        string data = folder.Text("x.csv", "0.5,-2,0\n-1.5,2,0\n");
        ToolRun run = ToolRun.Of("calibrate", model, "--input", data, "--margin", "0.5", "--output", folder.At("c.rnn.txt")).Succeeded();
        Model calibrated = ModelFile.Read(folder.At("c.rnn.txt"));
        Assert.Equal([new ValueRange(-2, 1), new ValueRange(-3, 3), new ValueRange(-1, 1)], calibrated.Ranges!.Inputs);
        Assert.Null(calibrated.Ranges.States[0].Hidden);
        Assert.InRange(calibrated.Ranges.States[0].Cell!.Value, 0.01f, 3f);
        Assert.Equal(Networks.Lstm, calibrated.WithRanges(null).WithName(Networks.Lstm.Name));
        Assert.Contains("beat: 2 steps", run.Output);
        Assert.Equal(["the data, with the margin", "the data, with the margin", "the data, with the margin", "the cell's equations", "the data, with the margin"], KnownBy(run));
    }

    [Fact]
    public void Data_give_the_range_behind_a_projection_whose_weights_bound_it_loosely()
    {
        Model projected = RandomModels.TrainedLike(CellOptions.Lstm(projection: true), 3, 40, 1);
        string model = folder.Model("m.rnn.txt", projected);
        string data = folder.Text("x.csv", "0.5,-2,0\n-1.5,2,0\n");
        ToolRun.Of("calibrate", model, "--input", data, "--output", folder.At("c.rnn.txt")).Succeeded();
        float hidden = ModelFile.Read(folder.At("c.rnn.txt")).Ranges!.States[0].Hidden!.Value;
        Assert.InRange(hidden, 0.001f, StateBounds.Of((CellLayer)projected.Layers[0]).Hidden!.Value / 4);
        ToolRun.Of("calibrate", model, "--input-range", "1", "--cell-range", "1", "--output", folder.At("d.rnn.txt")).Succeeded();
        Assert.Null(ModelFile.Read(folder.At("d.rnn.txt")).Ranges!.States[0].Hidden);
    }

    [Fact]
    public void Declared_ranges_need_no_data()
    {
        string model = folder.Model("m.rnn.txt", Networks.Lstm);
        ToolRun run = ToolRun.Of("calibrate", model, "--input-range", "-1:4", "--cell-range", "8", "--hidden-range", "0.5", "--output", folder.At("c.rnn.txt")).Succeeded();
        ModelRanges ranges = ModelFile.Read(folder.At("c.rnn.txt")).Ranges!;
        Assert.All(ranges.Inputs, range => Assert.Equal(new ValueRange(-1, 4), range));
        Assert.Equal(new StateRange(0.5f, 8), ranges.States[0]);
        Assert.Equal(["--input-range", "--input-range", "--input-range", "--hidden-range", "--cell-range"], KnownBy(run));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        string lstm = folder.Model("m.rnn.txt", Networks.Lstm);
        string[] before = folder.Files;
        void Refused(string reason, params string[] more) => ToolRun.Of(["calibrate", lstm, "--output", folder.At("c.rnn.txt"), .. more]).Refused(reason);
        Refused("the range of the inputs is not known: give data with --input, or declare it");
        Refused("the range of the cell state of LSTM, 3 inputs, 5 units is not known", "--input-range", "2");
        Refused("--input-range: '2:1' must be", "--input-range", "2:1");
        Refused("--cell-range: '0' must be a number above 0", "--cell-range", "0");
        Refused("input 2 is NaN, and a range is finite", "--input", folder.Text("n.csv", "1,NaN,1\n"));
        Refused("2 values a step, but beat takes 3", "--input", folder.Text("n.csv", "1,2\n"));
        ToolRun.Of("calibrate", lstm, "--input-range", "1", "--cell-range", "1", "--output", lstm).Refused("would overwrite the model file itself");
        Assert.Equal([.. before, "n.csv"], folder.Files);
    }

    [Fact]
    public void A_network_of_whole_sequences_is_refused()
    {
        CellLayer cell = (CellLayer)RandomModels.Create(CellOptions.Lstm(), 2, 3, 1).Layers[0];
        string model = folder.Model("m.rnn.txt", new Model("m", new ReversedLayer(cell)));
        ToolRun.Of("calibrate", model, "--input-range", "1", "--cell-range", "1", "--output", folder.At("c.rnn.txt")).Refused("takes whole sequences");
    }

    [Fact]
    public void Integer_weights_run_and_are_written()
    {
        string model = folder.Model("m.rnn.txt", Networks.Gru);
        string data = folder.Csv("x.csv", Networks.Inputs(Networks.Gru));
        string expected = folder.Csv("y.csv", Networks.Outputs(Networks.Gru, Networks.Inputs(Networks.Gru)));
        ToolRun.Of("run", model, "--input", data, "--output", folder.At("o.csv"), "--engine", "device", "--weights", "int8").Refused("need the ranges of the inputs");
        ToolRun.Of("calibrate", model, "--input", data, "--output", folder.At("c.rnn.txt")).Succeeded();
        foreach ((string weights, string tolerance) in new[] { ("int16", "2e-4"), ("int8", "1e-2") })
        {
            ToolRun checkedRun = ToolRun.Of("check", folder.At("c.rnn.txt"), "--input", data, "--expected", expected, "--engine", "device", "--weights", weights, "--tolerance", tolerance).Succeeded();
            Assert.Contains($"C# 9, {weights} weights", checkedRun.Output);
            ToolRun.Of("emit", folder.At("c.rnn.txt"), "--class", "N.Gesture", "--output", folder.At(weights), "--profile", "device", "--weights", weights).Succeeded();
            Assert.Contains($"weights of {weights[3..]} bits", System.IO.File.ReadAllText(System.IO.Path.Combine(folder.At(weights), "Gesture.g.cs")));
        }
        ToolRun.Of("run", model, "--input", data, "--output", folder.At("o.csv"), "--weights", "int8").Refused("--weights: integer weights are for generated code; add --engine desktop or --engine device");
        ToolRun.Of("emit", model, "--class", "N.A", "--output", folder.At("e"), "--weights", "int8").Refused("--weights: int8 needs the range of the inputs of cell 1");
        ToolRun.Of("emit", model, "--class", "N.A", "--output", folder.At("e"), "--profile", "device", "--weights", "int4").Refused("'int4' is not known; it must be float32, int16 or int8");
    }

    // The last column of the table: what stands behind the numbers.
    private static string[] KnownBy(ToolRun run) => [.. run.Output.Split('\n').Skip(2).Where(line => line.Length > 0).Select(line => Regex.Replace(line, @"^.* [-\d.E]+  ", "").Trim())];
}
