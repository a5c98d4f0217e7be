using System;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>How the reference of a model runs over inputs, from a start, given the outputs that are expected of it.</summary>
internal delegate ReferenceRun ReferenceSteps(Model model, float[] inputs, float[] start, Sequence expected);

/// <summary>What the double reference does over a sequence: the state before each step, the output and the state after it.</summary>
internal sealed class ReferenceRun
{
    // Rounding moves a sum by less than this; a step gate whose sum is nearer to its threshold may come out either way.
    private const double Threshold = 1e-5;

    private ReferenceRun(int steps) => (Before, Outputs, After, Decided) = (new float[steps][], new double[steps][], new double[steps][], new bool[steps]);

    /// <summary>The state before each step, rounded to float: what a class under test can be given.</summary>
    public float[][] Before { get; }

    public double[][] Outputs { get; }

    public double[][] After { get; }

    /// <summary>Whether each step is the same for every float code: no step gate stood at its threshold.</summary>
    public bool[] Decided { get; }

    /// <summary>One run from a state, whatever is expected.</summary>
    public static ReferenceRun Free(Model model, float[] inputs, float[] state, Sequence? expected) => Run(model, inputs, state, _ => null);

    /// <summary>
    /// One run in which the expected output becomes the hidden state of the last layer after each step, where that is a cell; all other
    /// state is what the forced step gave. Rounded to float.
    /// </summary>
    public static ReferenceRun TeacherForced(Model model, float[] inputs, float[] start, Sequence expected)
    {
        int last = model.Layers.Count - 1;
        StatePart? known = model.Layers[last] is CellLayer ? StatePart.Of(model).First(part => part.Layer == last && !part.IsCell) : null;
        float[]? next = null;
        int step = 0;
        return Run(model, inputs, start, _ => next, after =>
        {
            next = Array.ConvertAll(after, v => (float)v);
            for (int i = 0; i < known?.Size; i++) next[known.Value.Offset + i] = (float)expected[step, i];
            step++;
        });
    }

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
            run.Decided[t] = IsDecided(network);
            run.After[t] = new double[network.StateSize];
            network.CopyStateTo(run.After[t]);
            stepped?.Invoke(run.After[t]);
        }
        return run;
    }

    private static bool IsDecided(ReferenceNetwork<double> network)
    {
        for (int layer = 0; layer < network.Model.Layers.Count; layer++)
        {
            if (network.Model.Layers[layer] is not CellLayer cell || !cell.Functions.Contains(ActivationFunction.Step)) continue;
            foreach (Gate<double> gate in network.Gates(layer).Where(g => g.IsStep))
            {
                foreach (double sum in gate.PreActivation)
                {
                    if (Math.Abs(sum) < Threshold) return false;
                }
            }
        }
        return true;
    }
}
