using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>What an epoch gave. Loss is the mean cross-entropy or squared error, without the penalty.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">While training, over all updates of the epoch, with dropout.</param>
/// <param name="Penalty">The keep penalty, the mean over the updates.</param>
/// <param name="Accuracy">While training, from 0 to 1; null where there are no labels.</param>
/// <param name="Validation">On the validation set after the epoch; null where there is none.</param>
/// <param name="LearningRate">Of the epoch's last update.</param>
/// <param name="GradientNorm">The mean norm of the gradient before clipping.</param>
/// <param name="LargestGradientNorm">The largest of the epoch.</param>
/// <param name="Flow">How gradients flow back through time in each cell after the epoch; empty where the options leave it out.</param>
/// <param name="IsBest">True where no epoch before had a smaller validation loss.</param>
/// <param name="Elapsed">Since the run began, without what came before a resume.</param>
/// <param name="Remaining">How long the rest will take at this pace.</param>
public sealed record EpochReport(
    int Epoch, int Epochs, double Loss, double Penalty, double? Accuracy, Evaluation? Validation, double LearningRate,
    double GradientNorm, double LargestGradientNorm, IReadOnlyList<GradientFlow> Flow, bool IsBest, TimeSpan Elapsed, TimeSpan Remaining);

/// <summary>What an update gave.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Update">In its epoch, from 1.</param>
/// <param name="Updates">Of the epoch.</param>
/// <param name="Loss">Of its batch.</param>
public readonly record struct UpdateReport(int Epoch, int Update, int Updates, double Loss);

/// <summary>What a run gave.</summary>
/// <param name="Model">The trained network.</param>
/// <param name="Epochs">The reports, epoch after epoch, of this run: without those before a resume.</param>
/// <param name="BestEpoch">The epoch with the smallest validation loss, from 1; the last one without validation.</param>
/// <param name="StoppedEarly">True where the patience ended before the epochs.</param>
public sealed record TrainingResult(Model Model, IReadOnlyList<EpochReport> Epochs, int BestEpoch, bool StoppedEarly);
