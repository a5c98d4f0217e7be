using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>Measures a network on a set: loss, accuracy, what gates do and what they spare.</summary>
public static class Evaluator
{
    /// <summary>Sequences at once.</summary>
    internal const int BatchSize = 256;

    private const int StepsAtOnce = 256;

    /// <summary>Runs the whole set through the network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="set">The sequences.</param>
    /// <param name="threads">Threads at work; the result is the same for any number.</param>
    /// <exception cref="ArgumentException">The network does not fit the data.</exception>
    public static Evaluation Evaluate(Model model, TrainingSet set, int threads = 1)
    {
        set.Require(model);
        using var learner = new Learner<float>(model, set, Math.Min(BatchSize, set.Count), [], threads);
        return Evaluate(model, set, learner);
    }

    /// <summary>The same with a learner whose weights may have changed since the model was made.</summary>
    internal static Evaluation Evaluate(Model model, TrainingSet set, Learner<float> learner)
    {
        var labels = new int[set.IsLabelled ? set.Count : 0];
        var counters = new List<GateCounter[]>();
        double loss = 0;
        double terms = 0;
        int correct = 0;
        int batch = Math.Min(BatchSize, set.Count);
        for (int from = 0; from < set.Count; from += batch)
        {
            int[] rows = Enumerable.Range(from, Math.Min(batch, set.Count - from)).ToArray();
            learner.SetBatch(rows);

            // Long sequences go through in parts, so that memory does not grow with them.
            int chunk = model.CanStream ? StepsAtOnce : learner.LongestInBatch;
            for (int start = 0; start < learner.LongestInBatch; start += chunk)
            {
                PassResult result = learner.Pass(start, chunk, backward: false, key: 0);
                loss += result.LossSum;
                terms += result.Terms;
                correct += result.Correct;
                for (int i = 0; i < rows.Length && set.IsLabelled; i++)
                {
                    if (learner.Ends(i)) labels[learner.Batch[i]] = learner.ClassOf(i);
                }
                Count(counters, learner, start > 0);
            }
        }
        GateCounter[] cells = counters.Count == 0 ? [] : counters[0];
        long[] skippedByCell = cells.Select((_, c) => counters.Sum(part => part[c].Skipped)).ToArray();
        long steps = cells.Length == 0 ? 0 : counters.Sum(part => part[0].Steps);
        long dense = cells.Sum(c => c.Cell.MacsPerStep) * steps;
        long skipped = skippedByCell.Sum();
        return new Evaluation(
            loss / terms, set.IsLabelled ? correct / (double)set.Count : null, dense == 0 ? 0 : skipped / (double)dense, model.MacsPerStep,
            cells.SelectMany((_, c) => GateCounter.Activities(counters.Select(part => part[c]).ToArray())).ToArray(), labels)
        {
            RecurrentMacsPerStep = cells.Sum(c => c.Cell.MacsPerStep),
        };
    }

    private static void Count(List<GateCounter[]> counters, Learner<float> learner, bool continues)
    {
        int part = 0;
        foreach (TrainedNetwork<float> network in learner.Networks)
        {
            if (part == counters.Count) counters.Add(network.Cells.Select(c => new GateCounter(c.Cell, c.Name)).ToArray());
            for (int c = 0; c < network.Cells.Count; c++) counters[part][c].Add(network.Shard, network.Cells[c], continues);
            part++;
        }
    }
}
