using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmbeddedRnn.Training;

/// <summary>What one pass over a batch gave: the mean loss and what it was the mean of.</summary>
internal readonly record struct PassResult(double LossSum, double Terms, double Penalty, int Correct, int Labels)
{
    /// <summary>The mean loss without the penalty.</summary>
    public double Loss => Terms == 0 ? 0 : LossSum / Terms;
}

/// <summary>
/// Computes the loss of a batch and its gradient. A batch is cut into shards of a fixed number of sequences; threads take shards
/// as they come, but the shards' gradients are added in their order, so the result does not depend on the number of threads.
/// </summary>
internal sealed class Learner<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingSet set;
    private readonly Part[] parts;
    private readonly Workers workers;
    private readonly bool lastStepOnly;
    private readonly int[] order;
    private int sequences;
    private int start;
    private int chunk;
    private bool backward;
    private T scale;

    public Learner(Model model, TrainingSet set, int batchSize, IReadOnlyList<Dropout> dropouts, int threads)
    {
        this.set = set;
        Parameters = new NetworkParameters(model);
        Values = Parameters.Initial().Select(T.CreateChecked).ToArray();
        Gradient = new T[Values.Length];
        lastStepOnly = set.IsLabelled || model.OutputsLastStepOnly;
        order = new int[batchSize];
        parts = Enumerable.Range(0, (batchSize + Lanes.Count - 1) / Lanes.Count)
            .Select(_ => new Part(new TrainedNetwork<T>(model, Parameters, dropouts, lastStepOnly, logits: set.IsLabelled))).ToArray();
        workers = new Workers(Math.Min(threads, parts.Length), Process);
    }

    /// <summary>The most sequences of a batch.</summary>
    public int BatchSize => order.Length;

    public NetworkParameters Parameters { get; }

    /// <summary>The weights.</summary>
    public T[] Values { get; }

    /// <summary>The gradient of the last pass.</summary>
    public T[] Gradient { get; }

    /// <summary>lambda of the keep penalty.</summary>
    public double Keep { get; set; }

    /// <summary>The networks of the shards that the last pass used.</summary>
    public IEnumerable<TrainedNetwork<T>> Networks => parts.Take(Shards).Select(p => p.Network);

    private int Shards => (sequences + Lanes.Count - 1) / Lanes.Count;

    /// <summary>The class that the last pass gave a sequence of the batch, by its number in the batch after <see cref="SetBatch"/>.</summary>
    public int ClassOf(int place) => parts[place / Lanes.Count].Loss.Classes[place % Lanes.Count];

    /// <summary>What a sequence of the batch is in the data, by its number as for <see cref="ClassOf"/>.</summary>
    public string NameOf(int place) => set.NameOf(order[place]);

    /// <summary>Whether the last pass reached the end of a sequence of the batch, by its number as for <see cref="ClassOf"/>.</summary>
    public bool Ends(int place) => parts[place / Lanes.Count].Loss.Labels[place % Lanes.Count] >= 0;

    /// <summary>The sequences of the batch in the order of the lanes.</summary>
    public ReadOnlySpan<int> Batch => order.AsSpan(0, sequences);

    /// <summary>Takes the sequences of a batch, shorter ones first, so that the shards have little padding.</summary>
    public void SetBatch(ReadOnlySpan<int> batch)
    {
        sequences = batch.Length;
        batch.CopyTo(order);
        // Insertion keeps the order of equals and allocates nothing; batches are small.
        for (int i = 1; i < sequences; i++)
        {
            int moved = order[i];
            int length = set.LengthOf(moved);
            int at = i;
            for (; at > 0 && set.LengthOf(order[at - 1]) > length; at--) order[at] = order[at - 1];
            order[at] = moved;
        }
    }

    /// <summary>The most steps of a sequence in the batch.</summary>
    public int LongestInBatch => sequences == 0 ? 0 : set.LengthOf(order[sequences - 1]);

    /// <summary>A pass over some steps of the batch.</summary>
    /// <param name="start">The first step; above 0 the states of the pass before go on.</param>
    /// <param name="chunk">How many steps at most.</param>
    /// <param name="backward">True to compute the gradient too, with dropout and penalty.</param>
    /// <param name="key">What dropout's random numbers depend on.</param>
    public PassResult Pass(int start, int chunk, bool backward, ulong key)
    {
        this.start = start;
        this.chunk = chunk;
        this.backward = backward;
        double terms = 0;
        double steps = 0;
        int labels = 0;
        foreach (int sequence in Batch)
        {
            int valid = Valid(sequence);
            bool ends = valid > 0 && start + valid == set.LengthOf(sequence);
            steps += valid;
            if (ends) labels++;
            terms += lastStepOnly ? (ends ? 1 : 0) : valid;
        }
        if (!set.IsLabelled) terms *= set.OutputSize;
        scale = terms == 0 ? T.Zero : T.CreateChecked(1 / terms);
        T keep = steps == 0 || !backward ? T.Zero : T.CreateChecked(Keep / steps);
        for (int s = 0; s < Shards; s++)
        {
            Shard<T> shard = parts[s].Network.Shard;
            shard.Parameters = Values;
            shard.Dropping = backward;
            shard.DropoutKey = RandomNumbers.Mix(key, (ulong)s);
            shard.Continues = start > 0;
            shard.Keep = keep;
        }
        workers.Run(Shards);

        double sum = 0;
        double penalty = 0;
        int correct = 0;
        for (int s = 0; s < Shards; s++)
        {
            sum += parts[s].Loss.Sum;
            penalty += parts[s].Network.Shard.Penalty;
            correct += parts[s].Loss.Correct;
        }
        if (backward) Reduce();
        return new PassResult(sum, terms, penalty, correct, set.IsLabelled ? labels : 0);
    }

    public void Dispose() => workers.Dispose();

    private int Valid(int sequence) => Math.Clamp(set.LengthOf(sequence) - start, 0, chunk);

    private void Reduce()
    {
        Array.Clear(Gradient);
        for (int s = 0; s < Shards; s++)
        {
            T[] part = parts[s].Network.Shard.Gradient;
            Span<Vector<T>> sums = MemoryMarshal.Cast<T, Vector<T>>(Gradient.AsSpan());
            ReadOnlySpan<Vector<T>> values = MemoryMarshal.Cast<T, Vector<T>>(part.AsSpan());
            for (int i = 0; i < sums.Length; i++) sums[i] += values[i];
            for (int i = sums.Length * Vector<T>.Count; i < part.Length; i++) Gradient[i] += part[i];
        }
    }

    private void Process(int index)
    {
        Part part = parts[index];
        Shard<T> shard = part.Network.Shard;
        int count = Math.Min(Lanes.Count, sequences - index * Lanes.Count);
        ReadOnlySpan<int> lanes = order.AsSpan(index * Lanes.Count, count);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            shard.Lengths[lane] = lane < count ? Valid(lanes[lane]) : 0;
            bool ends = shard.Lengths[lane] > 0 && start + shard.Lengths[lane] == set.LengthOf(lanes[lane]);
            part.Loss.Labels[lane] = set.IsLabelled && ends ? set.LabelOf(lanes[lane]) : -1;
        }
        shard.SetLengths();
        shard.Penalty = 0;
        if (backward) Array.Clear(shard.Gradient);
        ReadOnlySpan<T> input = part.Load(set, lanes, start, inputs: true);
        TrainedChain<T> chain = part.Network.Chain;
        chain.Forward(shard, input, shard.Steps);

        ReadOnlySpan<T> outputs = chain.Output;
        if (set.IsLabelled)
        {
            part.Loss.CrossEntropy(outputs, scale);
        }
        else
        {
            ReadOnlySpan<T> targets = part.Load(set, lanes, start, inputs: false);
            ReadOnlySpan<T> valid = shard.Valid;
            if (lastStepOnly) (targets, valid) = part.LastTargets(set, lanes, start);
            part.Loss.SquaredError(outputs, targets, set.OutputSize, valid, scale);
        }
        if (backward) chain.Backward(shard, input, part.Loss.Gradient(outputs.Length), default);
    }

    /// <summary>A shard's network with its loss and its data, [step][value][lane].</summary>
    private sealed class Part(TrainedNetwork<T> network)
    {
        private T[] inputs = [];
        private T[] targets = [];
        private T[] counts = [];

        public TrainedNetwork<T> Network => network;

        public ShardLoss<T> Loss { get; } = new();

        public ReadOnlySpan<T> Load(TrainingSet set, ReadOnlySpan<int> lanes, int start, bool inputs)
        {
            int size = inputs ? set.InputSize : set.OutputSize;
            ref T[] buffer = ref inputs ? ref this.inputs : ref targets;
            int length = network.Shard.Steps * size * Lanes.Count;
            if (buffer.Length < length) buffer = new T[length];
            Span<T> to = buffer.AsSpan(0, length);
            to.Clear();
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                ReadOnlySpan<float> from = inputs ? set.InputsOf(lanes[lane]) : set.TargetsOf(lanes[lane]);
                from = from.Slice(Math.Min(start * size, from.Length)).Slice(0, network.Shard.Lengths[lane] * size);
                for (int i = 0; i < from.Length; i++) to[i * Lanes.Count + lane] = T.CreateTruncating(from[i]);
            }
            return to;
        }

        /// <summary>The targets of the steps with which sequences end in this pass, and which lanes have one.</summary>
        public (T[] Targets, T[] Valid) LastTargets(TrainingSet set, ReadOnlySpan<int> lanes, int start)
        {
            int length = set.OutputSize * Lanes.Count;
            if (targets.Length != length) targets = new T[length];
            if (counts.Length == 0) counts = new T[Lanes.Count];
            Array.Clear(counts);
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                int end = start + network.Shard.Lengths[lane];
                if (network.Shard.Lengths[lane] == 0 || end != set.LengthOf(lanes[lane])) continue;
                counts[lane] = T.One;
                ReadOnlySpan<float> from = set.TargetsOf(lanes[lane]).Slice((end - 1) * set.OutputSize, set.OutputSize);
                for (int i = 0; i < from.Length; i++) targets[i * Lanes.Count + lane] = T.CreateTruncating(from[i]);
            }
            return (targets, counts);
        }
    }
}
