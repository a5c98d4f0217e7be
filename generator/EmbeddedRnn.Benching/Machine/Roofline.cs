using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Benching.Machine;

/// <summary>
/// The time below which this machine cannot compute a step of a network in float32, by what it was measured to do in the same run.
/// docs/performance.md defines the terms.
/// </summary>
/// <param name="Nanoseconds">The largest of the three.</param>
/// <param name="LimitedBy">Which one that is: "weights from L2", "arithmetic" or "latency".</param>
/// <param name="WeightNanoseconds">The weights' bytes over the load bandwidth of the level that holds them.</param>
/// <param name="ArithmeticNanoseconds">Multiply-accumulates over their rate, and the activations' time.</param>
/// <param name="LatencyNanoseconds">The shortest way from one hidden state to the next.</param>
/// <param name="Level">The level that holds the weights.</param>
/// <param name="LoadBytesPerNanosecond">What it gives to one core.</param>
/// <param name="MacsPerNanosecond">Multiply-accumulates of one core.</param>
/// <param name="ActivationNanoseconds">One value of tanh, among many.</param>
public sealed record Roofline(
    double Nanoseconds, string LimitedBy, double WeightNanoseconds, double ArithmeticNanoseconds, double LatencyNanoseconds,
    string Level, double LoadBytesPerNanosecond, double MacsPerNanosecond, double ActivationNanoseconds);

/// <summary>What takes part in the rounds to find a network's <see cref="Roofline"/>.</summary>
public sealed class RooflineProbes
{
    private readonly Model model;
    private readonly long weightBytes;
    private readonly LoadProbe load;

    /// <summary>Makes the probes for a network.</summary>
    public RooflineProbes(Model model)
    {
        this.model = model;
        weightBytes = sizeof(float) * model.Layers.Sum(l => (long)l.ParameterCount);
        MemoryLevel level = CacheLevels.Holding(weightBytes);
        load = new LoadProbe(level.Name, CacheLevels.ProbeBytes(level));
        int activations = model.AllLayers.Select(InARow).DefaultIfEmpty(0).Max();
        Contenders = [load, new MultiplyAddProbe(), new ActivationProbe(), new LatencyProbe(activations)];
    }

    /// <summary>To be measured together with the codes.</summary>
    public IReadOnlyList<Contender> Contenders { get; }

    /// <summary>From what was measured.</summary>
    /// <param name="timings">Among them those of <see cref="Contenders"/>.</param>
    public Roofline Of(IReadOnlyList<Timing> timings)
    {
        Timing[] probes = [.. Contenders.Select(probe => timings.Single(t => t.Contender == probe))];
        double bandwidth = load.BytesAPass / probes[0].Nanoseconds, rate = ArithmeticRate.Macs(probes[1]), activation = ArithmeticRate.Activation(probes[2]);
        double weights = weightBytes / bandwidth;
        double arithmetic = (model.MacsPerStep / rate) + (activation * model.AllLayers.Sum(ActivationValues));
        // Cells behind one another overlap from step to step, so the floor is that of one.
        double latency = model.AllLayers.Any(l => l is CellLayer) ? probes[3].Nanoseconds : 0;
        double most = Math.Max(weights, Math.Max(arithmetic, latency));
        string limit = most == weights ? $"weights from {load.Level}" : most == arithmetic ? "arithmetic" : "latency";
        return new Roofline(most, limit, weights, arithmetic, latency, load.Level, bandwidth, rate, activation);
    }

    /// <summary>Values a step that go through tanh or the sigmoid; other functions count as nothing.</summary>
    private static long ActivationValues(Layer layer) => layer switch
    {
        CellLayer cell => (long)cell.HiddenSize * cell.Functions.Count(IsCurved),
        ActivationLayer activation when IsCurved(activation.Function) => activation.OutputSize,
        _ => 0,
    };

    /// <summary>How many of them stand one behind the other from a hidden state to the next.</summary>
    private static int InARow(Layer layer) => layer switch
    {
        RnnLayer rnn => rnn.Functions.Count(IsCurved),
        GruLayer gru => new[] { gru.ResetFunction, gru.CandidateFunction }.Count(IsCurved),
        LstmLayer lstm => (lstm.Functions.SkipLast(1).Any(IsCurved) ? 1 : 0) + (IsCurved(lstm.OutputFunction) ? 1 : 0),
        _ => 0,
    };

    private static bool IsCurved(ActivationFunction function) => function.Kind is ActivationKind.Tanh or ActivationKind.Sigmoid;
}
