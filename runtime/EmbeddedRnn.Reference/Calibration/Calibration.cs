using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>
/// Finds the ranges of a network's inputs and states by running the double reference over data, each sequence from the model's
/// initial state.
/// </summary>
public sealed class Calibration
{
    private readonly ReferenceNetwork<double> network;
    private readonly CellLayer[] cells;
    private readonly (double Least, double Most)[] inputs;
    private readonly (double Hidden, double Cell)[] states;
    private readonly double[] state;
    private readonly double[] output;

    /// <summary>Starts with no data.</summary>
    /// <param name="model">A network that streams.</param>
    /// <exception cref="ArgumentException">A network that needs whole sequences, or a plain RNN whose activation is not stated.</exception>
    public Calibration(Model model)
    {
        if (model.WhyNotStreaming is { } why) throw new ArgumentException($"ranges are found step by step, but the model takes whole sequences: {why}.", nameof(model));
        network = new ReferenceNetwork<double>(model);
        cells = model.AllLayers.OfType<CellLayer>().ToArray();
        inputs = Enumerable.Repeat((double.PositiveInfinity, double.NegativeInfinity), model.InputSize).ToArray();
        states = new (double, double)[cells.Length];
        state = new double[model.StateSize];
        output = new double[model.OutputSize];
    }

    /// <summary>Number of time steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Takes one time step in.</summary>
    /// <param name="input">[InputSize], finite.</param>
    /// <exception cref="ArgumentException">A value that is not finite, or states that became so; the message says where.</exception>
    public void Step(ReadOnlySpan<double> input)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!double.IsFinite(input[i])) throw new ArgumentException($"step {Steps}: input {i + 1} is {input[i]}, and a range is finite.");
            inputs[i] = (Math.Min(inputs[i].Least, input[i]), Math.Max(inputs[i].Most, input[i]));
        }
        network.Step(input, output);
        network.CopyStateTo(state);
        TakeStates();
        Steps++;
    }

    /// <summary>Back to the model's initial state: the next step is the first of another sequence.</summary>
    public void Restart()
    {
        network.Reset();
        network.CopyStateTo(state);
        TakeStates();
    }

    /// <summary>The ranges of the data so far.</summary>
    /// <param name="margin">What they are widened by: 0.1 for a tenth.</param>
    /// <returns>
    /// For each input its least and most value; for each cell the states that the equations do not bound, and nothing for those that
    /// they do. Behind a projection they bound a hidden state by the sum of all weights of a row, which it comes nowhere near: there the data count.
    /// </returns>
    public ModelRanges Ranges(double margin) => new(
        inputs.Select(range => Steps == 0 ? new ValueRange(-1, 1) : Widened(range.Least, range.Most, margin)),
        cells.Select((cell, i) => Unproven(cell, states[i], margin)));

    private static StateRange Unproven(CellLayer cell, (double Hidden, double Cell) seen, double margin)
    {
        StateRange proven = StateBounds.Of(cell);
        return new StateRange(
            proven.Hidden is null || cell is LstmLayer { Projection: not null } && seen.Hidden > 0 ? Magnitude(seen.Hidden, margin) : null,
            proven.Cell is null && cell is LstmLayer ? Magnitude(seen.Cell, margin) : null);
    }

    // What never leaves zero may still have a range.
    private static float Magnitude(double largest, double margin) => largest > 0 ? (float)(largest * (1 + margin)) : 1;

    // A constant has a range from zero.
    private static ValueRange Widened(double least, double most, double margin)
    {
        if (least == most) (least, most) = (Math.Min(least, 0), Math.Max(most, 0));
        if (least == most) return new ValueRange(-1, 1);
        double wider = margin * (most - least) / 2;
        return new ValueRange((float)(least - wider), (float)(most + wider));
    }

    private void TakeStates()
    {
        int at = 0, cell = 0;
        foreach (Layer layer in network.Model.AllLayers.Where(l => l.Inner.Count == 0))
        {
            if (layer is CellLayer)
            {
                states[cell] = (Math.Max(states[cell].Hidden, Largest(cell, at, layer.OutputSize)), Math.Max(states[cell].Cell, Largest(cell, at + layer.OutputSize, layer.StateSize - layer.OutputSize)));
                cell++;
            }
            at += layer.StateSize;
        }
    }

    private double Largest(int cell, int from, int count)
    {
        double largest = 0;
        for (int i = from; i < from + count; i++)
        {
            if (!double.IsFinite(state[i])) throw new ArgumentException($"step {Steps}: a state of cell {cell + 1} is {state[i]}, so it has no range.");
            largest = Math.Max(largest, Math.Abs(state[i]));
        }
        return largest;
    }
}
