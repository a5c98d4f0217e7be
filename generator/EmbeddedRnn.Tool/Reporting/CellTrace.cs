using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Reporting;

/// <summary>What one cell did over a sequence: its gates, its state, the work that its gates spare.</summary>
internal sealed class CellTrace(CellLayer cell, string name, int layer, int stateAt)
{
    private readonly float[] values = new float[cell.Gates.Count * cell.HiddenSize];
    private readonly float[] outputBefore = new float[cell.HiddenSize];

    public CellLayer Cell => cell;

    public string Name => name;

    /// <summary>Mean of each gate in each step, [gate][step].</summary>
    public List<double>[] Means { get; } = [.. cell.Gates.Select(_ => new List<double>())];

    /// <summary>Values of each gate exactly at the lower and the upper end of its range, over all steps.</summary>
    public (long Lowest, long Highest)[] Ends { get; } = new (long, long)[cell.Gates.Count];

    /// <summary>The hidden state's lowest, mean and highest value in each step.</summary>
    public List<(double Lowest, double Mean, double Highest)> Hidden { get; } = [];

    /// <summary>The same of an LSTM's cell state; empty for others.</summary>
    public List<(double Lowest, double Mean, double Highest)> CellState { get; } = [];

    /// <summary>Multiply-accumulates that remain in each step.</summary>
    public List<double> Macs { get; } = [];

    /// <summary>The lowest and highest value of every unit's hidden state.</summary>
    public (double Lowest, double Highest)[] Units { get; } = [.. Enumerable.Repeat((double.PositiveInfinity, double.NegativeInfinity), cell.OutputSize)];

    public void Add(ReferenceNetwork<double> network, ReadOnlySpan<double> state)
    {
        ReadOnlySpan<double> hidden = state.Slice(stateAt, cell.OutputSize);
        Hidden.Add(Range(hidden));
        if (cell is LstmLayer) CellState.Add(Range(state.Slice(stateAt + cell.OutputSize, cell.HiddenSize)));
        for (int u = 0; u < hidden.Length; u++) Units[u] = (Math.Min(Units[u].Lowest, hidden[u]), Math.Max(Units[u].Highest, hidden[u]));
        IReadOnlyList<Gate<double>> gates = network.Gates(layer);
        for (int g = 0; g < cell.Gates.Count; g++)
        {
            if (gates.FirstOrDefault(gate => gate.Name == cell.Gates[g]) is not { } gate) continue;
            double sum = 0;
            for (int u = 0; u < cell.HiddenSize; u++)
            {
                double value = gate.Value[u];
                sum += value;
                values[g * cell.HiddenSize + u] = (float)value;
                if (value == gate.Lowest) Ends[g].Lowest++;
                if (value == gate.Highest) Ends[g].Highest++;
            }
            Means[g].Add(sum / cell.HiddenSize);
        }
        Macs.Add(cell.MacsPerStep - SkipRules.Skipped(cell, values, Macs.Count == 0 ? default : outputBefore));
        values.AsSpan((cell.Gates.Count - 1) * cell.HiddenSize).CopyTo(outputBefore);
    }

    private static (double, double, double) Range(ReadOnlySpan<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity, sum = 0;
        foreach (double value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            sum += value;
        }
        return (low, sum / values.Length, high);
    }
}
