using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

public class TrainerTests
{
    [Theory]
    [InlineData("gru 8 gates=hardsigmoid02 | dense 3 | softmax")]
    [InlineData("gru 8 gates=step | dense 3 | softmax")]
    [InlineData("lstm 8 i=step o=step f=hardsigmoid02 | dense 3 | softmax")]
    [InlineData("rnn 8 relu identity | dense 3 | softmax")]
    [InlineData("bidirectional(lstm 5) | dense 3 | softmax")]
    public void AProblemIsLearned(string spec)
    {
        TrainingResult result = Runs.Make(o => o with { Epochs = 25, KeepPenalty = 0, Dropouts = [] }, spec).Train();
        Assert.True(result.Epochs[^1].Validation!.Accuracy > 0.8, $"{spec}: {result.Epochs[^1].Validation!.Accuracy:P1}");
        Assert.True(result.Epochs[^1].Loss < result.Epochs[0].Loss);
        Assert.Equal(result.Epochs[^1].Validation!.Loss, Evaluator.Evaluate(result.Model, Runs.Validation, 2).Loss);
    }

    [Fact]
    public void ThePenaltySparesWork()
    {
        double Skipped(double keep) => Runs.Make(o => o with { Epochs = 25, KeepPenalty = keep, Dropouts = [] }, "gru 8 gates=hardsigmoid02 | dense 3 | softmax")
            .Train().Epochs[^1].Validation!.SkippedShare;
        Assert.True(Skipped(3) > Skipped(0) + 0.2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(20)]
    public void ASeriesIsPredicted(int? truncate)
    {
        (PredictionSeries training, PredictionSeries validation) = PredictionSeries.Of(1, SmallData.Sines(1500, 1), 2, 8).Split(0.2);
        Model model = NetworkSpec.Parse("gru 8 | dense 1").Make(1, 3).Model;
        var options = new TrainingOptions { Epochs = truncate is null ? 60 : 25, BatchSize = 8, TruncateSteps = truncate, Threads = 1, LearningRate = 0.02 };
        TrainingResult result = new Trainer(model, training, validation, options).Train();

        // The variance is 0.55; the first steps of a segment, which begins with an empty state, cannot be foreseen.
        Assert.InRange(result.Epochs[^1].Validation!.Loss, 0, 0.1);
    }

    [Fact]
    public void RawValuesGoThroughAWrappedModel()
    {
        float[] raw = SmallData.Sines(400, 2).Select((v, i) => i % 2 == 0 ? 1000 + 50 * v : 0.01f * v).ToArray();
        PredictionSeries series = PredictionSeries.Of(2, raw, 1, 4);
        Standardisation standardisation = Standardisation.Of(series);
        PredictionSeries standard = standardisation.Apply(series);
        float[] first = Enumerable.Range(0, 4).SelectMany(s => standard.InputsOf(s).ToArray()).Where((_, i) => i % 2 == 0).ToArray();
        Assert.Equal(0, first.Average(), 1e-4);
        Assert.Equal(1, first.Average(v => v * v), 1e-3);

        Model model = NetworkSpec.Parse("gru 6 | dense 2").Make(2, 3).Model;
        Model wrapped = standardisation.Wrap(model);
        var inner = new float[2 * standard.LengthOf(1)];
        var outer = new float[inner.Length];
        new Reference.ReferenceNetwork<float>(model).Run(standard.InputsOf(1), inner);
        new Reference.ReferenceNetwork<float>(wrapped).Run(series.InputsOf(1), outer);
        AffineLayer back = (AffineLayer)wrapped.Layers[^1];
        for (int i = 0; i < inner.Length; i++)
            Assert.Equal(0, (outer[i] - (back.Scale[i % 2] * inner[i] + back.Shift[i % 2])) / back.Scale[i % 2], 1e-4);

        // A wrapped model trains on: its scalings stay.
        Model trained = new Trainer(wrapped, series, null, new TrainingOptions { Epochs = 2, Threads = 1 }).Train().Model;
        Assert.Equal(back.Scale.ToArray(), ((AffineLayer)trained.Layers[^1]).Scale.ToArray());
        Assert.NotEqual(wrapped.Hash, trained.Hash);
    }

    [Fact]
    public void LongSequencesAreMeasuredInParts()
    {
        PredictionSeries series = PredictionSeries.Of(1, SmallData.Sines(1400, 1), 1, 2);
        Model model = NetworkSpec.Parse("lstm 6 gates=step | dense 1").Make(1, 3).Model;
        using var learner = new Learner<float>(model, series, 2, [], 1);
        learner.SetBatch([0, 1]);
        Evaluation parts = Evaluator.Evaluate(model, series);
        Assert.Equal(learner.Pass(0, 699, backward: false, 0).Loss, parts.Loss, 1e-6);
        var counter = new GateCounter((CellLayer)model.Layers[0], "whole");
        counter.Add(learner.Networks.First().Shard, learner.Networks.First().Cells[0], continues: false);
        Assert.Equal(counter.Skipped / (double)(counter.Steps * model.Layers[0].MacsPerStep), parts.SkippedShare, 1e-12);
        Assert.InRange(parts.SkippedShare, 0.05, 0.95);
    }

    [Fact]
    public void NoTargetOfTheTrainingPartIsHeldOut()
    {
        var values = Enumerable.Range(0, 103).Select(i => (float)i).ToArray();
        (PredictionSeries training, PredictionSeries validation) = PredictionSeries.Of(1, values, 3, 4).Split(0.3);
        float last = Enumerable.Range(0, training.Count).Max(i => training.TargetsOf(i)[^1]);
        Assert.True(last < validation.InputsOf(0)[0]);
        Assert.Equal(validation.InputsOf(1)[0] + 3, validation.TargetsOf(1)[0]);
    }

    [Fact]
    public void AnExplodingRunStopsAndNamesStepAndLayer()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "run.safetensors");
            Runs.Make(o => o with { Epochs = 1, CheckpointPath = path }, "rnn 8 relu | dense 3").Train();
            byte[] before = File.ReadAllBytes(path);
            Trainer trainer = Runs.Make(o => o with { LearningRate = 1e20, ClipNorm = null, CheckpointPath = path, Schedule = LearningRateSchedule.Constant }, "rnn 8 relu | dense 3");
            string message = Assert.Throws<TrainingDivergedException>(() => trainer.Train()).Message;
            Assert.Matches(@"^epoch 1, update \d+: the (loss is|loss has grown|gradient's norm is) .*layer \d \(\w+\).* at step \d+", message);
            Assert.Equal(before, File.ReadAllBytes(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ThePenaltyGrowsWhereItIsAskedTo()
    {
        // Too small a rate to change the gates: the penalty shows its weight alone.
        double[] Penalties(double warmUp) =>
            [.. Runs.Make(o => o with { Epochs = 6, LearningRate = 1e-9, WeightDecay = 0, KeepWarmUp = warmUp }).Train().Epochs.Select(e => e.Penalty)];
        double[] whole = Penalties(0), growing = Penalties(0.5);
        double[] expected = [0, 1.0 / 3, 2.0 / 3, 1, 1, 1];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i] * whole[i], growing[i], 1e-5);
    }

    [Fact]
    public void WeightsThatTheLastUpdateSpoiltAreNotKept()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            // One update an epoch: the epoch's own loss is that of the weights before it.
            string path = Path.Combine(folder, "run.safetensors");
            Trainer trainer = Runs.Make(o => o with { LearningRate = 1e6, ClipNorm = null, BatchSize = 1000, CheckpointPath = path, KeepPenalty = 0 }, "rnn 8 relu | dense 3");
            string message = Assert.Throws<TrainingDivergedException>(() => trainer.Train()).Message;
            Assert.Matches(@"^epoch 1, update 1: the validation loss after it is .*; the largest value, .*, comes out of layer \d \(\w+\) at step \d+", message);
            Assert.False(File.Exists(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnUpdateAllocatesNothing(int threads)
    {
        (Model model, var dropouts) = NetworkSpec.Parse("gru 6 gates=hardsigmoid02 | dropout 0.2 | lstm 5 peepholes projection=3 | dense 3 | softmax").Make(3, 4);
        var options = new TrainingOptions { BatchSize = 50, Dropouts = dropouts, KeepPenalty = 1, LearningRate = 0.02, WeightDecay = 0.1, ClipValue = 1 };
        using var learner = new Learner<float>(model, Runs.Training, 50, dropouts, threads) { Keep = 1 };
        var run = new TrainingRun(Runs.Training, options, learner, null);
        run.Epoch(null, default);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run.Epoch(null, default);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    /// <summary>Where the gradient is 0, the decay alone changes the weights.</summary>
    [Theory]
    [InlineData(null, false, 0.07)]
    [InlineData(0.5, false, 0.5)]
    [InlineData(null, true, 0)]
    [InlineData(0.25, true, 0.25)]
    public void WeightDecayIsOfMatricesAlone(double? given, bool momentum, double decay)
    {
        const double rate = 0.1;
        Model model = NetworkSpec.Parse("lstm 4 peepholes projection=2 | dense 3 | prelu | dense 2").Make(2, 3).Model;
        var options = new TrainingOptions
        {
            Epochs = 1, LearningRate = rate, ClipValue = float.Epsilon, WeightDecay = given, Optimizer = momentum ? new Sgd() : new Adam(Epsilon: 1), Threads = 1,
        };
        Model trained = new Trainer(model, PredictionSeries.Of(2, new float[40], 1, 2), null, options).Train().Model;
        string[] matrices = [TensorNames.InputWeights, TensorNames.RecurrentWeights, TensorNames.Projection, TensorNames.Weights];
        foreach ((Tensor was, Tensor now) in model.AllLayers.SelectMany(l => l.Tensors).Zip(trained.AllLayers.SelectMany(l => l.Tensors)))
        {
            double kept = matrices.Contains(was.Name) ? 1 - rate * decay : 1;
            for (int i = 0; i < was.Count; i++) Assert.Equal(was[i] * kept, now[i], 1e-6);
        }
    }

    [Theory]
    [InlineData("gru 4 | dense 2", 0.02)]
    [InlineData("lstm 4 | lstm 4 output=hardtanh | dense 2", 0.02)]
    [InlineData("dense 4 | relu | rnn 4 | dense 2", 0.02)]
    [InlineData("rnn 4 relu identity | dense 2", 0.005)]
    [InlineData("residual(dense 4 | bidirectional(gru 1 candidate=relu)) | dense 2", 0.005)]
    [InlineData("lstm 4 output=relu | dense 2", 0.005)]
    public void TheUsualRateIsSmallerWhereAStateHasNoBound(string spec, double rate)
    {
        Model model = NetworkSpec.Parse(spec).Make(2, 3).Model;
        PredictionSeries series = PredictionSeries.Of(2, SmallData.Sines(90, 2), 1, 3);
        Assert.Equal(rate, new Trainer(model, series, null, new TrainingOptions { Epochs = 1, Schedule = LearningRateSchedule.Constant }).Train().Epochs[0].LearningRate);
    }

    [Fact]
    public void DropoutDropsItsShareAndKeepsTheMean()
    {
        Layer layer = new ActivationLayer(40, ActivationFunction.Identity);
        var dropout = new TrainedDropout<double>(layer, 0.3, 0, "dropout");
        var shard = new Shard<double>(0) { Dropping = true, DropoutKey = 5 };
        double[] ones = Enumerable.Repeat(1.0, 40 * 50 * Lanes.Count).ToArray();
        dropout.Forward(shard, ones, 50);
        double[] dropped = dropout.Output.ToArray();
        Assert.InRange(dropped.Count(v => v == 0) / (double)dropped.Length, 0.28, 0.32);
        Assert.InRange(dropped.Average(), 0.98, 1.02);
        Assert.Equal(2, dropped.Distinct().Count());
        shard.DropoutKey = 6;
        dropout.Forward(shard, ones, 50);
        Assert.NotEqual(dropped, dropout.Output.ToArray());
        shard.Dropping = false;
        dropout.Forward(shard, ones, 50);
        Assert.Equal(ones, dropout.Output.ToArray());
    }

    [Fact]
    public void OptimisersFollowTheirEquations()
    {
        float[] weights = [1, -2];
        float[] moments = new float[4];
        var adam = new Adam();
        adam.Update(weights, [0.5f, -0.1f], moments, 0.1f, 1);
        Assert.Equal(0.9, weights[0], 1e-6);
        Assert.Equal(-1.9, weights[1], 1e-6);
        adam.Update(weights, [-0.5f, -0.1f], moments, 0.1f, 2);
        Assert.Equal(0.9 + 0.1 * (0.1 * 0.5 - 0.9 * 0.05) / 0.19 / 0.5, weights[0], 1e-5);

        weights = [1];
        moments = new float[1];
        var sgd = new Sgd(0.5f);
        sgd.Update(weights, [1], moments, 0.1f, 1);
        sgd.Update(weights, [1], moments, 0.1f, 2);
        Assert.Equal(1 - 0.1 - 0.15, weights[0], 1e-6);

        float[] gradient = [3, -4];
        GradientClip.ByNorm(gradient, GradientClip.Norm(gradient), 1);
        Assert.Equal([0.6f, -0.8f], gradient);
        GradientClip.ByValue(gradient, 0.7f);
        Assert.Equal([0.6f, -0.7f], gradient);
        Assert.Equal([1.0, 0.5, 1.0], new[] { LearningRates.At(LearningRateSchedule.Cosine, 1, 0, 10), LearningRates.At(LearningRateSchedule.Cosine, 1, 5, 10), LearningRates.At(LearningRateSchedule.Constant, 1, 9, 10) });
    }

    [Fact]
    public void HeldOutBlocksAreContiguous()
    {
        LabelledSequences set = SmallData.Labelled(200, 3, 1, 2, 4);
        (LabelledSequences training, LabelledSequences validation) = set.Split(0.2, 7, blocks: 4);
        Assert.Equal((160, 40), (training.Count, validation.Count));
        List<int> rows = Enumerable.Range(0, 40).Select(v => Enumerable.Range(0, 200).First(r => set.InputsOf(r)[0] == validation.InputsOf(v)[0])).ToList();
        Assert.Equal(3, rows.Zip(rows.Skip(1)).Count(p => p.Second != p.First + 1));
        Assert.Equal(20, set.Split(0.1, 7).Validation.Count);
        Assert.Equal(validation.Labels, set.Split(0.2, 7, blocks: 4).Validation.Labels);
    }
}
