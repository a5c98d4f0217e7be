using System;
using System.Threading;

namespace EmbeddedRnn.Training;

/// <summary>The updates of a run, one after the other.</summary>
internal sealed class TrainingRun
{
    private readonly Checkpoint? checkpoint;
    private readonly TrainingSet set;
    private readonly TrainingOptions options;
    private readonly Learner<float> learner;
    private readonly int[] order;
    private readonly int batchSize;
    private readonly long updates;

    /// <param name="set">The sequences to train with.</param>
    /// <param name="options">How; complete, as <see cref="UsualOptions.For"/> leaves them.</param>
    /// <param name="learner">The network.</param>
    /// <param name="checkpoint">Where the run's state goes, or null.</param>
    public TrainingRun(TrainingSet set, TrainingOptions options, Learner<float> learner, Checkpoint? checkpoint)
    {
        this.set = set;
        this.options = options;
        this.learner = learner;
        this.checkpoint = checkpoint;
        batchSize = Math.Min(options.BatchSize, set.Count);
        order = new int[set.Count];
        State = new TrainingState
        {
            BestWeights = (float[])learner.Values.Clone(),
            Moments = new float[options.Optimizer.Moments * learner.Values.Length],
        };

        // Cut sequences make several updates of a batch, as many as its longest one needs; for the schedule, all count as the longest.
        int longest = 0;
        for (int i = 0; i < set.Count; i++) longest = Math.Max(longest, set.LengthOf(i));
        int parts = options.TruncateSteps is { } steps ? (longest + steps - 1) / steps : 1;
        updates = (long)options.Epochs * BatchesPerEpoch * parts;
    }

    public TrainingState State { get; }

    /// <summary>Whether the validation loss has not improved for as long as the options allow.</summary>
    public bool HasLostPatience => options.Patience is { } patience && State.Epoch - State.BestEpoch >= patience;

    private int BatchesPerEpoch => (set.Count + batchSize - 1) / batchSize;

    /// <summary>Goes on from the checkpoint, where the options ask for it and there is one.</summary>
    public void Resume()
    {
        if (options.Resume && checkpoint is { Exists: true }) checkpoint.Read(State, learner.Values);
    }

    /// <summary>Writes the checkpoint, where the options ask for it.</summary>
    public void Save() => checkpoint?.Write(State, learner.Values);

    /// <summary>Runs the whole set through once.</summary>
    public EpochSums Epoch(Action<UpdateReport>? updateEnded, CancellationToken cancellation)
    {
        double warmUp = options.KeepWarmUp * options.Epochs;
        learner.Keep = options.KeepPenalty * (State.Epoch < warmUp ? State.Epoch / warmUp : 1);
        ulong key = RandomNumbers.Mix(options.Seed, (ulong)State.Epoch);
        RandomNumbers.Shuffle(order, key);
        double loss = 0, terms = 0, penalty = 0, norms = 0, largest = 0, rate = 0;
        long correct = 0, labels = 0, done = 0;
        for (int b = 0; b < BatchesPerEpoch; b++)
        {
            learner.SetBatch(order.AsSpan(b * batchSize, Math.Min(batchSize, set.Count - b * batchSize)));
            int chunk = options.TruncateSteps ?? learner.LongestInBatch;
            for (int start = 0; start < learner.LongestInBatch; start += chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                PassResult result = learner.Pass(start, chunk, backward: true, RandomNumbers.Mix(key, (ulong)State.Update));

                // No loss ends in this part of the sequences: the state goes on, the weights stay.
                if (result.Terms == 0) continue;
                double norm = GradientClip.Norm(learner.Gradient);
                Divergence.Check(learner, State, options, result, norm, start);
                rate = options.Schedule.At(options.LearningRate!.Value, Math.Min(State.Update, updates - 1), updates);
                Apply(norm, (float)rate);
                loss += result.LossSum;
                terms += result.Terms;
                penalty += result.Penalty;
                correct += result.Correct;
                labels += result.Labels;
                norms += norm;
                largest = Math.Max(largest, norm);
                done++;
            }
            updateEnded?.Invoke(new UpdateReport(State.Epoch + 1, b + 1, BatchesPerEpoch, terms == 0 ? 0 : loss / terms));
        }
        State.Epoch++;
        double count = Math.Max(1, done);
        return new EpochSums(loss / terms, penalty / count, labels == 0 ? null : correct / (double)labels, rate, norms / count, largest);
    }

    /// <summary>Remembers the weights where the validation loss is the smallest so far.</summary>
    public bool Judge(double? loss)
    {
        if (loss is not { } value || !(value < State.BestLoss)) return false;
        State.BestLoss = value;
        State.BestEpoch = State.Epoch;
        learner.Values.CopyTo(State.BestWeights, 0);
        return true;
    }

    private void Apply(double norm, float rate)
    {
        if (options.ClipNorm is { } largest) GradientClip.ByNorm(learner.Gradient, norm, largest);
        if (options.ClipValue is { } value) GradientClip.ByValue(learner.Gradient, value);
        if (options.WeightDecay is > 0 and { } decay) Decay(1 - (float)(rate * decay));
        State.Update++;
        options.Optimizer.Update(learner.Values, learner.Gradient, State.Moments, rate, State.Update);
    }

    // What a bias holds is no sign of learning by heart, and gates rest where their biases are large.
    private void Decay(float kept)
    {
        foreach (Weights matrix in learner.Parameters.Matrices)
        {
            Span<float> values = learner.Values.AsSpan(matrix.Offset, matrix.Count);
            for (int i = 0; i < values.Length; i++) values[i] *= kept;
        }
    }
}
