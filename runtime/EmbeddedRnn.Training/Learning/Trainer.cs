using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace EmbeddedRnn.Training;

/// <summary>
/// Trains a model by back-propagation through time, in float32, with the gates that the model states. Sequences with labels are
/// trained by cross-entropy of the last valid step's output, series by the squared error of every step. The same model, data,
/// options and machine give the same weights to the bit, with any number of threads, resumed or not.
/// </summary>
public sealed class Trainer
{
    private readonly Model model;
    private readonly TrainingSet training;
    private readonly TrainingSet? validation;
    private readonly TrainingOptions options;

    /// <summary>Makes the trainer.</summary>
    /// <param name="model">The network with the weights to begin with.</param>
    /// <param name="training">The sequences to train with.</param>
    /// <param name="validation">The sequences to measure on after each epoch, or null.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option out of range, or a network that does not fit the data.</exception>
    public Trainer(Model model, TrainingSet training, TrainingSet? validation = null, TrainingOptions? options = null)
    {
        this.model = model ?? throw new ArgumentNullException(nameof(model));
        this.training = training ?? throw new ArgumentNullException(nameof(training));
        this.validation = validation;
        this.options = (options ?? new TrainingOptions()).For(model);
        this.options.Check();
        if (training.Count == 0) throw new ArgumentException("there is no sequence to train with.");
        training.Require(model);
        validation?.Require(model);
        if (this.options.Patience is not null && validation is null)
            throw new ArgumentException("stopping early needs a validation set.");
        if (this.options.TruncateSteps is not null && model.WhyNotStreaming is { } why)
            throw new ArgumentException($"gradients cannot be truncated, because the network takes whole sequences: {why}. "
                + "Train it with labelled sequences and no truncation; a series to predict needs layers that run forwards alone.");
    }

    /// <summary>Called after each epoch, before its checkpoint is written, on the thread that runs.</summary>
    public Action<EpochReport>? EpochEnded { get; set; }

    /// <summary>Called after each update, on the thread that runs.</summary>
    public Action<UpdateReport>? UpdateEnded { get; set; }

    /// <summary>Trains.</summary>
    /// <param name="cancellation">Ends the run after the update at work; the last checkpoint stays.</param>
    /// <exception cref="System.IO.IOException">The checkpoint cannot be written; the one before stays whole.</exception>
    /// <exception cref="System.IO.InvalidDataException">The checkpoint is damaged or of another run; the message says what differs.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not a number or explodes.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public TrainingResult Train(CancellationToken cancellation = default)
    {
        int batch = Math.Min(options.BatchSize, training.Count);
        using var learner = new Learner<float>(model, training, batch, options.Dropouts, options.Threads);
        using Learner<float>? judge = validation is null
            ? null : new Learner<float>(model, validation, Math.Min(Evaluator.BatchSize, validation.Count), [], options.Threads);
        Checkpoint? checkpoint = options.CheckpointPath is null
            ? null : new Checkpoint(options.CheckpointPath, RunIdentity.Of(model, options, training, validation));
        var run = new TrainingRun(training, options, learner, checkpoint);
        run.Resume();
        var reports = new List<EpochReport>();
        var clock = Stopwatch.StartNew();
        int first = run.State.Epoch;
        using GradientProbe? probe = options.FlowSequences == 0 ? null : new GradientProbe(model, training, options.FlowSequences, options.Threads);
        bool stopped = run.HasLostPatience;
        while (run.State.Epoch < options.Epochs && !stopped)
        {
            EpochSums sums = run.Epoch(UpdateEnded, cancellation);
            Evaluation? measured = null;
            if (judge is not null)
            {
                learner.Values.CopyTo(judge.Values, 0);
                measured = Evaluator.Evaluate(model, validation!, judge);
            }
            if (measured is not null) Divergence.Check(judge!, run.State, options, measured);
            bool best = run.Judge(measured?.Loss);
            stopped = run.HasLostPatience;
            double pace = clock.Elapsed.TotalSeconds / (run.State.Epoch - first);
            var report = new EpochReport(
                run.State.Epoch, options.Epochs, sums.Loss, sums.Penalty, sums.Accuracy, measured, sums.LearningRate, sums.GradientNorm, sums.LargestGradientNorm,
                probe?.Measure(learner.Values) ?? [], best, clock.Elapsed, TimeSpan.FromSeconds(pace * (options.Epochs - run.State.Epoch)));
            reports.Add(report);
            EpochEnded?.Invoke(report);

            // Last, so that a run killed here does the epoch again: what its caller keeps of an epoch is never missing.
            run.Save();
        }
        bool keepsBest = (options.KeepBest || options.Patience is not null) && validation is not null;
        float[] weights = keepsBest ? run.State.BestWeights : learner.Values;
        return new TrainingResult(learner.Parameters.With(weights), reports, validation is null ? run.State.Epoch : run.State.BestEpoch, stopped);
    }
}
