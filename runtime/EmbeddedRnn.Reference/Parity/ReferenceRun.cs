using System;

namespace EmbeddedRnn.Reference;

/// <summary>What the double reference does over a sequence: the state before each step, the output and the state after it.</summary>
internal sealed class ReferenceRun
{
    private ReferenceRun(int steps) => (Before, Outputs, After) = (new float[steps][], new double[steps][], new double[steps][]);

    /// <summary>The state before each step, rounded to float: what a class under test can be given.</summary>
    public float[][] Before { get; }

    public double[][] Outputs { get; }

    public double[][] After { get; }

    /// <summary>One run from a state.</summary>
    public static ReferenceRun Free(Model model, float[] inputs, float[] state) => Run(model, inputs, state, _ => null);

    /// <summary>Each step from a state of its own.</summary>
    public static ReferenceRun Forced(Model model, float[] inputs, float[][] states) => Run(model, inputs, states[0], t => states[t]);

    /// <summary>One run in which the state is rounded to float before each step, so that a class can start every step from the very same state.</summary>
    public static ReferenceRun Rounded(Model model, float[] inputs, float[] state)
    {
        float[]? next = null;
        return Run(model, inputs, state, _ => next, after => next = Array.ConvertAll(after, v => (float)v));
    }

    private static ReferenceRun Run(Model model, float[] inputs, float[] start, Func<int, float[]?> stateBefore, Action<double[]>? stepped = null)
    {
        var network = new ReferenceNetwork<double>(model);
        network.SetState(Array.ConvertAll(start, v => (double)v));
        int steps = inputs.Length / model.InputSize;
        var run = new ReferenceRun(steps);
        var state = new double[network.StateSize];
        for (int t = 0; t < steps; t++)
        {
            if (stateBefore(t) is { } given) network.SetState(Array.ConvertAll(given, v => (double)v));
            network.CopyStateTo(state);
            run.Before[t] = Array.ConvertAll(state, v => (float)v);
            run.Outputs[t] = new double[network.OutputSize];
            network.Step(Array.ConvertAll(inputs[(t * network.InputSize)..((t + 1) * network.InputSize)], v => (double)v), run.Outputs[t]);
            run.After[t] = new double[network.StateSize];
            network.CopyStateTo(run.After[t]);
            stepped?.Invoke(run.After[t]);
        }
        return run;
    }
}
