using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>What a step of a desktop class leaves out, from the gates' values by the rules of docs/performance.md; sums are those of doubles.</summary>
/// <param name="cell">The cell.</param>
/// <param name="mostLive">Units or columns with work to do, up to which the others are left out.</param>
/// <param name="kernel">Which kernel: the scalar one leaves nothing out.</param>
internal sealed class MacRule(CellLayer cell, int mostLive, Kernel kernel)
{
    private const int ManySteps = 16;
    private int open;

    /// <summary>What the next step leaves out.</summary>
    /// <param name="input">Its inputs.</param>
    /// <param name="before">The state before it.</param>
    /// <param name="after">The state after it.</param>
    public long LeftOut(float[] input, float[] before, float[] after)
    {
        if (kernel == Kernel.Scalar) return 0;
        float[] hidden = before[..cell.OutputSize];
        return cell is GruLayer { Reset: ResetPosition.After } ? LeftOutRows(input, hidden) : LeftOutColumns(input, hidden, after);
    }

    private long LeftOutRows(float[] input, float[] hidden)
    {
        int[] live = [.. Enumerable.Range(0, cell.HiddenSize).Where(i => Gate(0, i, input, hidden) != 1)];
        if (live.Length > mostLive)
        {
            open++;
            return 0;
        }
        // After many steps with work for most units, 512 bits compute all before they know.
        bool inVain = kernel == Kernel.Vector512 && open >= ManySteps;
        open = 0;
        if (inVain) return 0;
        return (cell.HiddenSize - live.Length) * 2L * (cell.InputSize + cell.HiddenSize) + live.Count(i => Gate(1, i, input, hidden) == 0) * (long)cell.HiddenSize;
    }

    private long LeftOutColumns(float[] input, float[] hidden, float[] after)
    {
        int units = cell.HiddenSize;
        IEnumerable<int> all = Enumerable.Range(0, units);
        double State(int unit) => after[cell.OutputSize + unit];
        (int columns, int rows) = cell switch
        {
            GruLayer => (all.Count(j => Gate(1, j, input, hidden) != 0 && hidden[j] != 0), units),
            LstmLayer { Projection: null } => (hidden.Count(h => h != 0), cell.Gates.Count * units),
            LstmLayer lstm => (all.Count(i => State(i) != 0 && Gate(cell.Gates.Count - 1, i, input, hidden, (lstm.Peepholes?[lstm.Peepholes.Rows - 1, i] ?? 0) * State(i)) != 0), cell.OutputSize),
            _ => throw new ArgumentException($"no rule for {cell}."),
        };
        return columns > mostLive ? 0 : (units - columns) * (long)rows;
    }

    private double Gate(int gate, int unit, float[] input, float[] hidden, double more = 0)
    {
        int row = gate * cell.HiddenSize + unit;
        double sum = more + (cell.InputBias?[row] ?? 0) + (cell.RecurrentBias?[row] ?? 0);
        for (int k = 0; k < input.Length; k++) sum += cell.InputWeights[row, k] * (double)input[k];
        for (int k = 0; k < hidden.Length; k++) sum += cell.RecurrentWeights[row, k] * (double)hidden[k];
        ActivationFunction function = cell.Functions[gate];
        return function.Kind == ActivationKind.Step ? (sum >= 0 ? 1 : 0) : Math.Clamp((function.Alpha * sum) + function.Beta, 0, 1);
    }
}
