using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>The sums of a cell's units before its equations, in the order of <see cref="QuantisedSum.Of"/>.</summary>
internal interface ICellSums
{
    /// <summary>Takes a step's inputs.</summary>
    void TakeInput(double[] values, int offset);

    /// <summary>Takes what the recurrent matrix is multiplied with: the hidden state, or r * h.</summary>
    void TakeHidden(double[] values);

    /// <summary>Takes what a projection is multiplied with.</summary>
    void TakeProduct(double[] values);

    /// <summary>The sum of a unit.</summary>
    double Sum(int sum, int unit);
}

/// <summary>Which vectors a sum of a cell is over.</summary>
internal sealed class SumParts
{
    private SumParts(int gate, params int[] vectors) => (Gate, Vectors) = (gate, vectors);

    public const int Input = 0;
    public const int Hidden = 1;
    public const int Product = 2;

    public int Gate { get; }

    public int[] Vectors { get; }

    public static SumParts[] Of(CellLayer cell)
    {
        var parts = new List<SumParts>();
        for (int gate = 0; gate < cell.Gates.Count; gate++)
        {
            if (gate == 2 && cell is GruLayer { Reset: ResetPosition.After }) parts.AddRange(new[] { new SumParts(gate, Input), new SumParts(gate, Hidden) });
            else parts.Add(new SumParts(gate, Input, Hidden));
        }
        if (cell is LstmLayer { Projection: not null }) parts.Add(new SumParts(0, Product));
        return parts.ToArray();
    }

    /// <summary>The factor of its gate, which runs as a tangent of half its sum.</summary>
    public double Factor(CellLayer cell)
    {
        bool isGate = Vectors[0] != Product && cell is not RnnLayer && !(cell is GruLayer ? Gate == 2 : cell.Gates[Gate] == "candidate");
        // The half of a recurrent sum that the reset gate multiplies is taken as a half too.
        bool behindReset = cell is GruLayer { Reset: ResetPosition.After } && Gate == 2 && Vectors[0] == Hidden;
        return cell.HasUsualActivations && (isGate || behindReset) ? 0.5 : 1;
    }
}

/// <summary>Exact sums.</summary>
internal sealed class ExactSums : ICellSums
{
    private readonly CellLayer cell;
    private readonly SumParts[] parts;
    private readonly double[] factors;
    private readonly float[][] matrices;
    private readonly float[]?[] biases;
    private readonly double[][] values;

    public ExactSums(CellLayer cell)
    {
        this.cell = cell;
        parts = SumParts.Of(cell);
        factors = parts.Select(p => p.Factor(cell)).ToArray();
        Tensor? projection = (cell as LstmLayer)?.Projection;
        matrices = new[] { cell.InputWeights.ToArray(), cell.RecurrentWeights.ToArray(), projection?.ToArray() ?? Array.Empty<float>() };
        biases = new[] { cell.InputBias?.ToArray(), cell.RecurrentBias?.ToArray(), null };
        values = new[] { new double[cell.InputSize], new double[cell.OutputSize], new double[cell.HiddenSize] };
    }

    public void TakeInput(double[] from, int offset) => Array.Copy(from, offset, values[SumParts.Input], 0, cell.InputSize);

    public void TakeHidden(double[] from) => Array.Copy(from, values[SumParts.Hidden], cell.OutputSize);

    public void TakeProduct(double[] from) => Array.Copy(from, values[SumParts.Product], cell.HiddenSize);

    public double Sum(int sum, int unit)
    {
        double total = 0;
        foreach (int vector in parts[sum].Vectors)
        {
            double[] x = values[vector];
            float[] matrix = matrices[vector];
            int row = parts[sum].Gate * cell.HiddenSize + unit, at = row * x.Length;
            for (int j = 0; j < x.Length; j++) total += matrix[at + j] * x[j];
            if (biases[vector] is { } bias) total += bias[row];
        }
        return factors[sum] * total;
    }
}
