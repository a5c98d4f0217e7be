using System;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

public sealed class ReproductionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private string CheckpointPath => Path.Combine(folder.FullName, "run.safetensors");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void TheSameBitsWithAnyNumberOfThreads(int threads)
    {
        TrainingResult one = Runs.Make().Train();
        TrainingResult more = Runs.Make(o => o with { Threads = threads }).Train();
        Assert.Equal(one.Model.Hash, more.Model.Hash);
        Assert.Equal(one.Epochs.Select(e => e.Loss), more.Epochs.Select(e => e.Loss));
        Assert.Equal(one.Epochs.Select(e => e.Validation!.Loss), more.Epochs.Select(e => e.Validation!.Loss));
    }

    [Fact]
    public void AnotherSeedGivesAnotherNetwork() =>
        Assert.NotEqual(Runs.Make().Train().Model.Hash, Runs.Make(o => o with { Seed = 9 }).Train().Model.Hash);

    [Theory]
    [InlineData("bidirectional(gru 6 gates=step) | dropout 0.3 | final | dense 3 | softmax", 37, null)]
    [InlineData("gru 6 reset=before gates=hardsigmoid02 | dropout 0.3 | lstm 5 peepholes projection=3 | dense 3", 41, 4)]
    [InlineData("residual(dense 3 | lstm 3 coupled) | rnn 5 relu identity | dense 3", 51, 5)]
    public void ThreadsChangeNothingWithOddBatchesDropoutAndTruncation(string spec, int batch, int? truncate)
    {
        TrainingResult Run(int threads) =>
            Runs.Make(o => o with { Threads = threads, BatchSize = batch, TruncateSteps = truncate, Dropouts = NetworkSpec.Parse(spec).Make(3, 4).Dropouts, KeepWarmUp = 0.5 }, spec).Train();
        TrainingResult one = Run(1), three = Run(3);
        Assert.Equal(one.Model.Hash, three.Model.Hash);
        Assert.Equal(one.Epochs.Select(e => e.Flow[0].SpectralRadius), three.Epochs.Select(e => e.Flow[0].SpectralRadius));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 4)]
    [InlineData(true, 3)]
    public void ARunThatWasKilledGoesOnToTheSameBits(bool momentum, int epochs)
    {
        TrainingOptions Options(TrainingOptions o) => o with { Optimizer = momentum ? new Sgd(0.9f) : new Adam(), CheckpointPath = CheckpointPath, Resume = true, KeepBest = true, KeepWarmUp = 0.7 };
        TrainingResult whole = Runs.Make(Options).Train();
        File.Delete(CheckpointPath);

        // Ended in the middle of an epoch, whose updates are lost.
        using var kill = new CancellationTokenSource();
        Trainer killed = Runs.Make(Options);
        killed.UpdateEnded = u =>
        {
            if (u.Epoch == epochs + 1 && u.Update == 2) kill.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => killed.Train(kill.Token));
        TrainingResult resumed = Runs.Make(o => Options(o) with { Threads = 2 }).Train();

        Assert.Equal(whole.Model.Hash, resumed.Model.Hash);
        Assert.Equal(6 - epochs, resumed.Epochs.Count);
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
        Assert.Equal(whole.Epochs[^1].Loss, resumed.Epochs[^1].Loss);
    }

    [Fact]
    public void WhatIsKeptOfAnEpochIsThereBeforeItsCheckpoint()
    {
        // The moment of a kill that would leave a checkpoint without a report.
        Trainer killed = Runs.Make(o => o with { CheckpointPath = CheckpointPath });
        killed.EpochEnded = report =>
        {
            if (report.Epoch == 3) throw new OperationCanceledException();
        };
        Assert.Throws<OperationCanceledException>(() => killed.Train());
        TrainingResult resumed = Runs.Make(o => o with { CheckpointPath = CheckpointPath, Resume = true }).Train();
        Assert.Equal([3, 4, 5, 6], resumed.Epochs.Select(e => e.Epoch));
        Assert.Equal(Runs.Make().Train().Model.Hash, resumed.Model.Hash);
    }

    [Fact]
    public void ACheckpointOfAnotherRunIsRefused()
    {
        TrainingOptions Options(TrainingOptions o) => o with { CheckpointPath = CheckpointPath, Resume = true };
        Runs.Make(Options).Train();
        string Message(Trainer trainer) => Assert.Throws<InvalidDataException>(() => trainer.Train()).Message;
        Assert.Contains("keep 0.3", Message(Runs.Make(o => Options(o) with { KeepPenalty = 0.4 })));
        Assert.Contains("its model is another one", Message(Runs.Make(o => Options(o) with { Dropouts = [] }, "gru 7 | dense 3 | softmax")));
        File.WriteAllText(CheckpointPath, "nothing");
        Assert.Contains("not a safetensors file", Message(Runs.Make(Options)));
    }

    [Fact]
    public void AFullDiskLeavesTheCheckpointBefore()
    {
        if (!File.Exists("/dev/full")) return;
        Trainer trainer = Runs.Make(o => o with { CheckpointPath = CheckpointPath });
        byte[]? before = null;
        trainer.EpochEnded = report =>
        {
            if (report.Epoch != 3) return;
            before = File.ReadAllBytes(CheckpointPath);
            File.CreateSymbolicLink($"{CheckpointPath}.{Environment.ProcessId}.tmp", "/dev/full");
        };
        IOException exception = Assert.Throws<IOException>(() => trainer.Train());
        Assert.Contains("epoch 3", exception.Message);
        Assert.Contains("stays whole", exception.Message);
        Assert.Equal(before, File.ReadAllBytes(CheckpointPath));
        Assert.Equal([CheckpointPath], Directory.GetFileSystemEntries(folder.FullName));
        TrainingResult resumed = Runs.Make(o => o with { CheckpointPath = CheckpointPath, Resume = true }).Train();
        Assert.Equal(Runs.Make().Train().Model.Hash, resumed.Model.Hash);
    }

    [Fact]
    public void TrainingStopsWhenTheValidationLossStaysWorse()
    {
        TrainingResult result = Runs.Make(o => o with { Epochs = 200, Patience = 3, LearningRate = 0.1, KeepPenalty = 0 }).Train();
        Assert.True(result.StoppedEarly);
        Assert.Equal(result.BestEpoch + 3, result.Epochs.Count);
        double best = result.Epochs[result.BestEpoch - 1].Validation!.Loss;
        Assert.Equal(result.Epochs.Min(e => e.Validation!.Loss), best);
        Assert.Equal(best, Evaluator.Evaluate(result.Model, Runs.Validation).Loss);
        Assert.All(result.Epochs, e => Assert.Equal(e.IsBest, result.Epochs.Take(e.Epoch - 1).All(b => b.Validation!.Loss > e.Validation!.Loss)));
    }
}
