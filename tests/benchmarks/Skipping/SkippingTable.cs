using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Training;
using static EmbeddedRnn.Skipping;

namespace EmbeddedRnn.Benchmarks.Skipping;

/// <summary>
/// A step with and without the work behind closed gates, of networks that are trained here on labelled sequences, on the
/// validation's sequences: gates of random weights close at other moments than those of trained ones.
/// </summary>
internal static class SkippingTable
{
    private const int Epochs = 16;
    private const int Blocks = 8;
    private const double ValidationShare = 0.15;

    private static readonly (string Cell, double KeepPenalty)[] Networks =
    [
        ("gru 64 gates=hardsigmoid02", 0), ("gru 64 gates=hardsigmoid02", 1), ("gru 64 gates=hardsigmoid02", 3), ("gru 64 gates=step", 0),
        ("gru 128 gates=hardsigmoid02", 0), ("gru 128 gates=hardsigmoid02", 1), ("gru 128 gates=hardsigmoid02", 3), ("gru 128 gates=step", 0),
        ("gru 256 gates=hardsigmoid02", 1),
        ("gru 128 reset=before gates=hardsigmoid02", 0), ("gru 128 reset=before gates=hardsigmoid02", 1),
        ("lstm 64 gates=hardsigmoid02", 0), ("lstm 64 gates=hardsigmoid02", 1), ("lstm 64 gates=hardsigmoid02", 3), ("lstm 64 i=step f=hardsigmoid02 o=step", 0),
        ("lstm 128 gates=hardsigmoid02", 0), ("lstm 128 gates=hardsigmoid02", 1), ("lstm 128 gates=hardsigmoid02", 3), ("lstm 128 i=step f=hardsigmoid02 o=step", 0),
        ("lstm 256 gates=hardsigmoid02", 1),
    ];

    /// <summary>Trains and measures.</summary>
    /// <param name="path">Labelled sequences, as docs/training.md has them.</param>
    public static void Print(string path)
    {
        (LabelledSequences training, LabelledSequences validation) = LabelledSequences.Read(path).Split(ValidationShare, 1, Blocks);
        RepeatedInputs inputs = Inputs(validation);
        Variant[] ways = [.. new[] { Never, Auto, Always }.Select(s => new Variant(s.ToString(), new DesktopOptions { Skipping = s }))];
        var table = new MarkdownTable("network", "keep penalty", "accuracy", "work to spare", "ns, Never", "ns, Auto", "times as fast", "ns, Always", "times as fast");
        foreach ((string cell, double penalty) in Networks)
        {
            Console.Error.WriteLine($"training {cell}, keep penalty {penalty}");
            (Model model, _) = NetworkSpec.Parse($"{cell} | dense {training.Classes} | softmax").Make(training.InputSize, 1);
            Model trained = new Trainer(model, training, null, new TrainingOptions { Epochs = Epochs, KeepPenalty = penalty, LearningRate = 0.005, FlowSequences = 0 }).Train().Model;
            Evaluation evaluation = Evaluator.Evaluate(trained, validation);
            IReadOnlyList<Timing> timings;
            using (Core.Pin()) timings = Measurement.Of(VariantContenders.Create(new Model("cell", trained.Layers[0]), inputs, ways));
            (double all, double auto, double always) = (timings[0].Nanoseconds, timings[1].Nanoseconds, timings[2].Nanoseconds);
            table.Add(
                cell, Text($"{penalty}"), Text($"{100 * evaluation.Accuracy:F1} %"), Text($"{100 * evaluation.SkippedShare:F0} %"),
                Text($"{all:F0}"), Text($"{auto:F0}"), Text($"{all / auto:F2}"), Text($"{always:F0}"), Text($"{all / always:F2}"));
        }
        Console.WriteLine($"{CompilerServices.KernelSelection.Widest}; sequences of {validation.InputSize} values a step\n");
        Console.Write(table);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    // Whole sequences, one after the other.
    private static RepeatedInputs Inputs(LabelledSequences set)
    {
        var inputs = new RepeatedInputs(set.InputSize);
        int at = 0;
        for (int i = 0; at < inputs.Values.Length; i = (i + 1) % set.Count)
        {
            ReadOnlySpan<float> values = set.InputsOf(i);
            values = values[..Math.Min(values.Length, inputs.Values.Length - at)];
            values.CopyTo(inputs.Values.AsSpan(at));
            at += values.Length;
        }
        return inputs;
    }
}
