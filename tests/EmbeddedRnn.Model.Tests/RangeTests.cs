using System;
using System.IO;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

public class RangeTests
{
    private static readonly ValueRange[] TwoInputs = [new(-1, 1), new(0.1f, 1e20f)];

    [Fact]
    public void Ranges_survive_the_text_and_every_change_of_the_model()
    {
        Model model = Ranged();
        Same(model, ModelText.Read(ModelText.Write(model)));
        using var weights = new MemoryStream();
        string text = ModelText.WriteBinary(model, weights);
        Same(model, ModelText.Read(text, weights.ToArray()));
        Same(model, ModelText.Read(text));
        Assert.Equal(model.Ranges, model.WithName("other").Ranges);
        Assert.Equal(model.Ranges, model.WithCells(cell => cell is GruLayer ? cell.With([ActivationFunction.Step, ActivationFunction.Step, ActivationFunction.Tanh]) : cell).Ranges);
    }

    [Fact]
    public void Ranges_are_part_of_the_hash_and_no_parameters()
    {
        Model bare = Samples.Everything();
        Model model = Ranged();
        Assert.NotEqual(bare.Hash, model.Hash);
        Assert.NotEqual(bare, model);
        Assert.Equal(bare.ParameterCount, model.ParameterCount);
        Assert.Equal(bare, model.WithRanges(null));
        Assert.Equal(model, bare.WithRanges(Ranged().Ranges));
        Assert.NotEqual(model.Hash, bare.WithRanges(new ModelRanges(TwoInputs, [new StateRange(3), new StateRange(3, 5)])).Hash);
    }

    [Fact]
    public void The_version_rises_only_where_there_are_ranges()
    {
        Assert.StartsWith("embeddedrnn-model 1\n", ModelText.Write(Samples.Everything()));
        string text = ModelText.Write(Ranged());
        Assert.StartsWith("embeddedrnn-model 4\n", text);
        Assert.Contains("weights inline\ninput-range 1 bf800000 3f800000\n", text);
        Assert.Contains("hidden-range 1 40000000\nhidden-range 2 40400000\ncell-range 2 40800000\nlayer gru\n", text);
    }

    [Theory]
    [InlineData("cell-range 2 40800000", "cell-range 1 40800000")]
    [InlineData("cell-range 2 40800000", "cell-range 3 40800000")]
    [InlineData("cell-range 2 40800000", "cell-range 2 c0800000")]
    [InlineData("cell-range 2 40800000", "cell-range 2 40800000 40800000")]
    [InlineData("cell-range 2 40800000", "cell-range 2 40800001")]
    [InlineData("hidden-range 2 40400000", "hidden-range 1 40400000")]
    [InlineData("hidden-range 2 40400000", "hidden-range 2 7f800000")]
    [InlineData("input-range 1 bf800000 3f800000", "input-range 2 bf800000 3f800000")]
    [InlineData("input-range 1 bf800000 3f800000", "input-range 1 3f800000 bf800000")]
    [InlineData("input-range 1 bf800000 3f800000", "# lost")]
    [InlineData("embeddedrnn-model 4", "embeddedrnn-model 1")]
    public void Damaged_ranges_are_refused(string line, string damaged)
    {
        string text = ModelText.Write(Ranged());
        Assert.Contains(line + "\n", text);
        Assert.Throws<ModelTextException>(() => ModelText.Read(text.Replace(line + "\n", damaged + "\n")));
    }

    [Fact]
    public void Ranges_that_do_not_belong_to_the_model_are_refused()
    {
        Model model = Samples.Everything();
        StateRange none = StateRange.None;
        Assert.Contains("1 inputs, but the network takes 2", Assert.Throws<ArgumentException>(() => model.WithRanges(new ModelRanges(TwoInputs.Take(1), [none, none]))).Message);
        Assert.Contains("of 1 cells, but the network has 2", Assert.Throws<ArgumentException>(() => model.WithRanges(new ModelRanges(TwoInputs, [none]))).Message);
        Assert.Contains("which has none", Assert.Throws<ArgumentException>(() => model.WithRanges(new ModelRanges(TwoInputs, [new StateRange(1, 1), none]))).Message);
        Assert.Throws<ArgumentException>(() => new ValueRange(1, 1));
        Assert.Throws<ArgumentException>(() => new ValueRange(float.NaN, 1));
        Assert.Throws<ArgumentException>(() => new ValueRange(0, float.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new StateRange(0));
        Assert.Throws<ArgumentException>(() => new StateRange(null, float.NaN));
    }

    [Fact]
    public void The_equations_bound_what_they_can()
    {
        StateRange Of(CellOptions options) => StateBounds.Of((CellLayer)RandomModels.Create(options, 2, 3, 1).Layers[0]);
        CellOptions Cell(Func<CellOptions, bool> which) => CellOptions.All.First(which);
        Assert.Equal(new StateRange(1), Of(CellOptions.Gru(ResetPosition.After)));
        Assert.Equal(new StateRange(1), Of(CellOptions.Gru(ResetPosition.Before)));
        Assert.Equal(new StateRange(1), Of(CellOptions.Lstm()));
        Assert.Equal(new StateRange(1, 1), Of(Cell(c => c.Kind == "lstm" && c.Coupled && !c.InitialState && !c.Projection)));
        Assert.Equal(StateRange.None, StateBounds.Of(new RnnLayer(1, 2, Activation.Relu, Samples.Weights((CellLayer)Samples.Rnn().Layers[0]))));
        Assert.Equal(new StateRange(1), StateBounds.Of((CellLayer)Samples.Rnn().Layers[0]));
        CellWeights weights = Samples.Weights((CellLayer)Samples.Rnn().Layers[0]);
        weights.InitialHidden = new Tensor(TensorNames.InitialHidden, 1, 2, [0.5f, -3f]);
        Assert.Equal(new StateRange(3), StateBounds.Of(new RnnLayer(1, 2, Activation.Tanh, weights)));
        Assert.Equal(new StateRange(2, 4), StateBounds.Of(new RnnLayer(1, 2, Activation.Tanh, weights), new StateRange(2, 4)));
    }

    private static Model Ranged() => Samples.Everything().WithRanges(new ModelRanges(TwoInputs, [new StateRange(2), new StateRange(3, 4)]));

    private static void Same(Model expected, Model actual)
    {
        Assert.Equal(expected.Ranges, actual.Ranges);
        Assert.Equal(expected.Hash, actual.Hash);
        Assert.Equal(expected.ToString(), actual.ToString());
    }
}
