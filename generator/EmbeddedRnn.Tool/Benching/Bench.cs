using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.HandWritten;
using EmbeddedRnn.Benching.Machine;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>The generated code of a model beside other code that computes it, and beside what the machine can do.</summary>
internal static class Bench
{
    /// <summary>Steps of one call where whole sequences are measured.</summary>
    public const int SequenceSteps = 1000;

    public static BenchReport Of(Model model, BenchChoices choices, ReportProgress report, CancellationToken cancellation)
    {
        report("compiling the generated code", 0);
        using IEngine engine = DesktopEngine.Start(model, choices.Weights, cancellation);
        if (engine.Step is not { } step) throw new ToolException($"{model.Name}: this network has no single steps to measure, because {model.WhyNotStreaming}.");
        using Core? core = Pin(choices.Core);
        var inputs = new RepeatedInputs(model.InputSize);
        void Reset() => engine.SetState(model.InitialState() ?? new float[model.StateSize]);
        var codes = new List<Contender>
        {
            new StepContender("generated", engine.Detail, step, Reset, inputs, model.OutputSize),
            new RunContender($"generated, {SequenceSteps} steps a call", engine.Detail, engine.Run, Reset, inputs, SequenceSteps, model),
        };
        using IEngine? plain = choices.Weights == WeightFormat.Float32 ? null : DesktopEngine.Start(model, WeightFormat.Float32, cancellation);
        if (plain?.Step is { } plainStep)
            codes.Add(new StepContender("generated, float32 weights", plain.Detail, plainStep, () => plain.SetState(model.InitialState() ?? new float[model.StateSize]), inputs, model.OutputSize));
        string? missing = HandNetwork.WhyNot(model);
        if (missing is null)
        {
            codes.Add(StepContender.Hand<PlainLoops>(model, inputs));
            codes.Add(StepContender.Hand<TensorCalls>(model, inputs));
        }
        using OnnxRuntimePeer? peer = choices.Library is null ? null : OnnxRuntimePeer.Start(model, choices, inputs);
        if (peer is not null) codes.AddRange(peer.Contenders);

        var probes = new RooflineProbes(model);
        IReadOnlyList<Timing> timings = Measurement.Of([.. codes, .. probes.Contenders], choices.Steps, (what, done) => report(what, 0.1 + (0.9 * done)), cancellation);
        double generated = timings[0].Nanoseconds;
        return new BenchReport(
            model.Name, model.Hash, model.MacsPerStep, Measurement.Rounds, core?.Number,
            [.. timings.Take(codes.Count).Select(t => BenchResult.Of(t, generated))], probes.Of(timings), missing, peer?.Version);
    }

    private static Core? Pin(int? number)
    {
        if (number is not null && !Core.IsSupported) throw new ToolException("--core: this operating system has no way to keep a thread on a core.");
        try
        {
            return Core.Pin(number);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw ToolException.From("--core", exception);
        }
    }
}

/// <summary>What the user chose.</summary>
/// <param name="Steps">Steps of a round, or null for as many as take about 2 ms.</param>
/// <param name="Core">The core to measure on, or null for the last that this process may use.</param>
/// <param name="Library">ONNX Runtime's library, or null.</param>
/// <param name="ModelFile">The model's file, for <paramref name="Library"/>.</param>
/// <param name="Weights">How the generated code keeps its weights.</param>
internal sealed record BenchChoices(int? Steps, int? Core, string? Library, string ModelFile, WeightFormat Weights);
