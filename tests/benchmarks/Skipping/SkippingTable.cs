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
    private const int Blocks = 8;
    private const double ValidationShare = 0.15;

    // Networks of each kind: what gates do differs from one to the next.
    private const int Seeds = 3;

    private static readonly (string Cell, double KeepPenalty)[] Networks =
    [
        ("gru 64 gates=hardsigmoid02", 0), ("gru 64 gates=hardsigmoid02", 1), ("gru 64 gates=hardsigmoid02", 3), ("gru 64 gates=step", 0),
        ("gru 128 gates=hardsigmoid02", 0), ("gru 128 gates=hardsigmoid02", 1), ("gru 128 gates=hardsigmoid02", 3), ("gru 128 gates=step", 0),
        ("gru 256 gates=hardsigmoid02", 1),
        ("gru 128 reset=before gates=hardsigmoid02", 0), ("gru 128 reset=before gates=hardsigmoid02", 1), ("gru 128 reset=before gates=step", 0),
        ("lstm 64 gates=hardsigmoid02", 0), ("lstm 64 gates=hardsigmoid02", 1), ("lstm 64 gates=hardsigmoid02", 3), ("lstm 64 i=step f=hardsigmoid02 o=step", 0),
        ("lstm 128 gates=hardsigmoid02", 0), ("lstm 128 gates=hardsigmoid02", 1), ("lstm 128 gates=hardsigmoid02", 3), ("lstm 128 i=step f=hardsigmoid02 o=step", 0),
        ("lstm 256 gates=hardsigmoid02", 1),
    ];

    /// <summary>Trains and measures.</summary>
    /// <param name="path">Labelled sequences, as docs/training.md has them.</param>
    /// <param name="folder">Where trained networks are kept, or null.</param>
    /// <param name="beginnings">What the cells to measure begin with; none for all.</param>
    public static void Print(string path, string? folder, IReadOnlyList<string> beginnings)
    {
        (LabelledSequences training, LabelledSequences validation) = LabelledSequences.Read(path).Split(ValidationShare, 1, Blocks);
        RepeatedInputs inputs = Inputs(validation);
        Variant[] ways = [.. new[] { Never, Auto, Always }.Select(s => new Variant(s.ToString(), new DesktopOptions { Skipping = s }))];
        (string Cell, double KeepPenalty)[] networks = [.. Networks.Where(n => beginnings.Count == 0 || beginnings.Any(b => n.Cell.StartsWith(b, StringComparison.Ordinal)))];
        Model[][] trained = [.. networks.Select(n => Enumerable.Range(1, Seeds).Select(seed => new TrainedNetwork(n.Cell, n.KeepPenalty, (ulong)seed).Train(training, folder)).ToArray())];
        var table = new MarkdownTable("network", "keep penalty", "accuracy", "work to spare", "ns, Never", "ns, Auto", "times as fast", "ns, Always", "times as fast");
        for (int i = 0; i < networks.Length; i++)
        {
            Evaluation[] evaluations = [.. trained[i].Select(model => Evaluator.Evaluate(model, validation))];
            var times = new List<double[]>();
            foreach (Model model in trained[i])
            {
                using (Core.Pin()) times.Add([.. Measurement.Of(VariantContenders.Create(new Model("cell", model.Layers[0]), inputs, ways)).Select(t => t.Nanoseconds)]);
            }
            table.Add(
                networks[i].Cell, Text($"{networks[i].KeepPenalty}"), Text($"{100 * evaluations.Average(e => e.Accuracy):F1} %"), Text($"{100 * evaluations.Average(e => e.SkippedShare):F0} %"),
                Text($"{times.Average(t => t[0]):F0}"),
                Text($"{times.Average(t => t[1]):F0}"), Range(times.Select(t => t[0] / t[1])),
                Text($"{times.Average(t => t[2]):F0}"), Range(times.Select(t => t[0] / t[2])));
        }
        Console.WriteLine($"{CompilerServices.KernelSelection.Widest}; sequences of {validation.InputSize} values a step; {Seeds} networks of each kind\n");
        Console.Write(table);
    }

    private static string Range(IEnumerable<double> ratios) => Text($"{ratios.Min():F2} to {ratios.Max():F2}");

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
