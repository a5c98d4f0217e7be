using System;
using System.Collections.Generic;
using System.Threading;
using EmbeddedRnn.Tool.Benching.PlainLoops;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>The generated code of a model beside plain loops.</summary>
internal static class Bench
{
    private const int Samples = 1024;

    public static BenchReport Of(Model model, int? steps, ReportProgress report, CancellationToken cancellation)
    {
        report("compiling the generated code", 0);
        using IEngine engine = DesktopEngine.Start(model, cancellation);
        if (engine.Step is not { } step) throw new ToolException($"{model.Name}: this network has no single steps to measure, because {model.WhyNotStreaming}.");
        float[] inputs = Inputs(model.InputSize);
        var contenders = new List<Contender> { new("generated", engine.Detail, step, inputs, model.InputSize, model.OutputSize) };
        string? missing = PlainNetwork.WhyNot(model);
        if (missing is null) contenders.Add(new("plain loops", "", new PlainNetwork(model).Step, inputs, model.InputSize, model.OutputSize));
        return new BenchReport(model.Name, model.Hash, model.MacsPerStep, Measurement.Rounds, Measurement.Of(contenders, steps, report, cancellation), missing);
    }

    /// <summary>The same at every run, from [-1, 1).</summary>
    private static float[] Inputs(int width)
    {
        var random = new Random(1);
        var values = new float[Samples * width];
        for (int i = 0; i < values.Length; i++) values[i] = 2 * random.NextSingle() - 1;
        return values;
    }
}
