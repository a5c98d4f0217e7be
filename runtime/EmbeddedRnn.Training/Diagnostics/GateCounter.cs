using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Training;

/// <summary>Counts over valid steps what a cell's gates do and what they spare.</summary>
internal sealed class GateCounter(CellLayer cell, string name)
{
    private readonly double[] sums = new double[cell.Gates.Count];
    private readonly long[] lowest = new long[cell.Gates.Count];
    private readonly long[] highest = new long[cell.Gates.Count];
    private readonly float[] values = new float[cell.Gates.Count * cell.HiddenSize];
    private readonly float[] outputsBefore = new float[Lanes.Count * cell.HiddenSize];

    public CellLayer Cell => cell;

    public string Name => name;

    public long Steps { get; private set; }

    public long Skipped { get; private set; }

    /// <summary>Adds the last forward pass of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="trained">The cell in it.</param>
    /// <param name="continues">True where the pass went on from the one before.</param>
    public void Add(Shard<float> shard, TrainedCell<float> trained, bool continues)
    {
        int units = cell.HiddenSize;
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Span<float> outputBefore = outputsBefore.AsSpan(lane * units, units);
            for (int t = 0; t < shard.Lengths[lane]; t++)
            {
                for (int g = 0; g < cell.Gates.Count; g++)
                {
                    ReadOnlySpan<float> gate = trained.GateValues(t, g);
                    for (int u = 0; u < units; u++) values[g * units + u] = gate[u * Lanes.Count + lane];
                    Count(g, values.AsSpan(g * units, units));
                }
                Skipped += SkipRules.Skipped(cell, values, t == 0 && !continues ? default : outputBefore);
                values.AsSpan((cell.Gates.Count - 1) * units).CopyTo(outputBefore);
                Steps++;
            }
        }
    }

    /// <summary>What the gates of one cell did, counted in several parts.</summary>
    public static IEnumerable<GateActivity> Activities(IReadOnlyList<GateCounter> parts)
    {
        GateCounter first = parts[0];
        double count = Math.Max(1, parts.Sum(p => p.Steps) * first.Cell.HiddenSize);
        for (int g = 0; g < first.Cell.Gates.Count; g++)
        {
            yield return new GateActivity(
                first.Name, first.Cell.Gates[g], parts.Sum(p => p.sums[g]) / count, parts.Sum(p => p.lowest[g]) / count, parts.Sum(p => p.highest[g]) / count);
        }
    }

    private void Count(int gate, ReadOnlySpan<float> gateValues)
    {
        (double low, double high) = Activations.Range(cell.Functions[gate]);
        foreach (float value in gateValues)
        {
            sums[gate] += value;
            if (value == low) lowest[gate]++;
            if (value == high) highest[gate]++;
        }
    }
}
