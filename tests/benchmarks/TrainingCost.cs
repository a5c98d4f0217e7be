using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Benchmarks;

/// <summary>
/// A training run beside the reference's plain loops over the same sequences. The way back takes twice the products of the way
/// forward, so the plain loops would need three times their forward time to train; the ratio is to that.
/// </summary>
internal static class TrainingCost
{
    private const int Sequences = 512;
    private const int Steps = 50;
    private const int Inputs = 13;
    private const int Rounds = 25;

    public static void Print()
    {
        var random = new Random(1);
        float[] values = Enumerable.Range(0, Sequences * Steps * Inputs).Select(_ => 2 * random.NextSingle() - 1).ToArray();
        int[] labels = Enumerable.Range(0, Sequences).Select(i => i % 10).ToArray();
        var set = new LabelledSequences(Steps, Inputs, values, null, labels);
        Console.WriteLine(FormattableString.Invariant($"{Sequences} sequences of {Steps} steps of {Inputs} values, batches of 64; ns a step, the least of {Rounds}"));
        Console.WriteLine("network                             forward, plain loops   training, 1 thread   ratio   2 threads   ratio");
        foreach (string spec in new[] { "gru 24", "gru 24 gates=hardsigmoid02", "lstm 24", "gru 64", "rnn 24 relu" })
        {
            Model model = NetworkSpec.Parse(spec + " | dense 10 | softmax").Make(Inputs, 1).Model;
            double plain = Plain(model, set);
            double one = Trained(model, set, 1);
            double two = Trained(model, set, 2);
            Console.WriteLine(FormattableString.Invariant($"{spec,-36}{plain,20:F0}{one,21:F0}{3 * plain / one,8:F1}{two,12:F0}{3 * plain / two,8:F1}"));
        }
    }

    private static double Plain(Model model, LabelledSequences set)
    {
        var network = new ReferenceNetwork<float>(model);
        float[] outputs = new float[Steps * model.OutputSize];
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < 64; i++)
            {
                network.Reset();
                network.Run(set.InputsOf(i), outputs);
            }
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (64 * Steps);
        });
    }

    private static double Trained(Model model, LabelledSequences set, int threads)
    {
        var ends = new List<long> { Stopwatch.GetTimestamp() };
        var trainer = new Trainer(model, set, null, new TrainingOptions { Epochs = Rounds + 1, Threads = threads, FlowSequences = 0 })
        {
            EpochEnded = _ => ends.Add(Stopwatch.GetTimestamp()),
        };
        trainer.Train();
        return ends.Zip(ends.Skip(1)).Min(e => Stopwatch.GetElapsedTime(e.First, e.Second).TotalNanoseconds) / (Sequences * Steps);
    }
}
