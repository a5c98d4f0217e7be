using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often the whole set is run through.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Sequences in an update.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Adam or SGD.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>
    /// The learning rate of the first update. Null for the usual one: 0.02, and 0.005 for a network with a hidden state that has no bound,
    /// such as that of an RNN with ReLU.
    /// </summary>
    public double? LearningRate { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>The largest norm of the gradient; larger ones are scaled down to it. Null for no limit.</summary>
    public double? ClipNorm { get; init; } = 1;

    /// <summary>The largest single value of the gradient; null for no limit.</summary>
    public float? ClipValue { get; init; }

    /// <summary>
    /// What is lost of every matrix of weights in an update, times the learning rate: apart from the gradient, as in I. Loshchilov and
    /// F. Hutter, "Decoupled weight decay regularization" (2019). Biases, peepholes and slopes stay. Null for the usual one: 0.07 with
    /// <see cref="Adam"/>, none with <see cref="Sgd"/>, whose learning rate may be any number.
    /// </summary>
    public double? WeightDecay { get; init; }

    /// <summary>
    /// lambda of the penalty on gates that cost work: GRU lambda mean(1 - z) + lambda / 3 mean(r); LSTM lambda mean(i) + lambda / 3 mean(o);
    /// means over units and valid steps, added up over the cells.
    /// </summary>
    public double KeepPenalty { get; init; }

    /// <summary>
    /// Over which share of the epochs <see cref="KeepPenalty"/> grows from 0 to its whole weight, epoch by epoch: a network first learns
    /// what it needs its gates for. 0 for the whole penalty from the beginning.
    /// </summary>
    public double KeepWarmUp { get; init; }

    /// <summary>Dropout between layers, while training only.</summary>
    public IReadOnlyList<Dropout> Dropouts { get; init; } = [];

    /// <summary>
    /// Truncated back-propagation: an update every so many steps, gradients within them only, the state carried on. Null for whole sequences.
    /// </summary>
    public int? TruncateSteps { get; init; }

    /// <summary>What the run's random numbers depend on: order of the sequences, dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads at work. The result is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Stops after so many epochs without a better validation loss; null to go on to the end.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// True to end with the weights of the epoch with the smallest validation loss, false with those of the last epoch. Always true
    /// with <see cref="Patience"/>.
    /// </summary>
    public bool KeepBest { get; init; }

    /// <summary>How many of the training sequences are looked at for <see cref="EpochReport.Flow"/> after each epoch; 0 for none.</summary>
    public int FlowSequences { get; init; } = 16;

    /// <summary>A file that holds the whole state of the run after each epoch; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>True to go on from <see cref="CheckpointPath"/> where that file exists.</summary>
    public bool Resume { get; init; }

    /// <summary>A loss above this many times that of the first update counts as exploding and stops the run.</summary>
    public double ExplodingLoss { get; init; } = 1000;

    internal void Check()
    {
        Require(Epochs >= 1, $"the number of epochs must be at least 1, but is {Epochs}.");
        Require(BatchSize >= 1, $"the batch size must be at least 1, but is {BatchSize}.");
        Require(Threads >= 1, $"the number of threads must be at least 1, but is {Threads}.");
        Require(LearningRate is null || (LearningRate > 0 && double.IsFinite(LearningRate.Value)), FormattableString.Invariant($"the learning rate must be above 0, but is {LearningRate}."));
        Require(ClipNorm is null or > 0, FormattableString.Invariant($"the largest norm of the gradient must be above 0, but is {ClipNorm}."));
        Require(ClipValue is null or > 0, FormattableString.Invariant($"the largest value of the gradient must be above 0, but is {ClipValue}."));
        Require(WeightDecay is null || (WeightDecay >= 0 && double.IsFinite(WeightDecay.Value)), FormattableString.Invariant($"the weight decay must be 0 or above, but is {WeightDecay}."));
        Require(KeepPenalty >= 0 && double.IsFinite(KeepPenalty), FormattableString.Invariant($"the keep penalty must be 0 or above, but is {KeepPenalty}."));
        Require(KeepWarmUp is >= 0 and <= 1, FormattableString.Invariant($"the warm-up of the keep penalty must be a share of the epochs from 0 to 1, but is {KeepWarmUp}."));
        Require(FlowSequences >= 0, $"the number of sequences for the flow of gradients must be 0 or above, but is {FlowSequences}.");
        Require(TruncateSteps is null or >= 1, $"gradients must go back over at least 1 step, but {TruncateSteps} are given.");
        Require(Patience is null or >= 1, $"the patience must be at least 1 epoch, but is {Patience}.");
        Require(!Resume || CheckpointPath is not null, "a run can resume from a checkpoint only: name its file.");
        foreach (Dropout dropout in Dropouts)
            Require(dropout.Rate is >= 0 and < 1, FormattableString.Invariant($"dropout must be from 0 to below 1, but is {dropout.Rate}."));
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new ArgumentException(message);
    }
}
