using System;
using System.Threading;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>The double reference; only what goes in and comes out is float.</summary>
internal sealed class ReferenceEngine : IEngine
{
    private readonly ReferenceNetwork<double> network;
    private readonly double[] input;
    private readonly double[] output;

    private ReferenceEngine(Model model)
    {
        network = new ReferenceNetwork<double>(model);
        (input, output) = (new double[model.InputSize], new double[model.OutputSize]);
    }

    public string Detail => "double";

    public StepFunction? Step => network.Model.CanStream ? OneStep : null;

    public static IEngine Start(Model model, CancellationToken cancellation)
    {
        try
        {
            return new ReferenceEngine(model);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw ToolException.From("--engine reference", exception);
        }
    }

    public void Run(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var wideInputs = new double[inputs.Length];
        var wideOutputs = new double[outputs.Length];
        Widen(inputs, wideInputs);
        network.Run(wideInputs, wideOutputs);
        Round(wideOutputs, outputs);
    }

    public void CopyStateTo(Span<float> destination)
    {
        var state = new double[network.StateSize];
        network.CopyStateTo(state);
        Round(state, destination);
    }

    public void SetState(ReadOnlySpan<float> state)
    {
        var wide = new double[state.Length];
        Widen(state, wide);
        network.SetState(wide);
    }

    public void Dispose()
    {
    }

    private void OneStep(ReadOnlySpan<float> input, Span<float> output)
    {
        Widen(input, this.input);
        network.Step(this.input, this.output);
        Round(this.output, output);
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = from[i];
    }

    private static void Round(ReadOnlySpan<double> from, Span<float> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = (float)from[i];
    }
}
