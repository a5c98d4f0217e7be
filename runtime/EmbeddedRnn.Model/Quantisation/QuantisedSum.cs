using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>A matrix that takes part in a sum, and the range of what it is multiplied with.</summary>
/// <param name="Matrix">Its matrix.</param>
/// <param name="Bias">What is added to each row; null where nothing is.</param>
/// <param name="Columns">The range of each column's values.</param>
public sealed record QuantisedOperand(Tensor Matrix, Tensor? Bias, IReadOnlyList<ColumnRange> Columns);

/// <summary>
/// One sum that each unit of a cell makes of whole numbers: a gate's, over inputs and hidden state together; the two halves of a
/// candidate between which the reset gate stands, each by itself; a projection's.
/// </summary>
public sealed class QuantisedSum
{
    private readonly WeightFormat format;
    private readonly int firstRow;
    private readonly QuantisedOperand[] operands;
    private readonly int[] tiles;

    private QuantisedSum(WeightFormat format, int units, int gate, params QuantisedOperand[] operands)
    {
        this.format = format;
        this.operands = operands;
        Units = units;
        firstRow = gate * units;
        tiles = Tiles(format, operands.Select(o => o.Columns.Count));
    }

    /// <summary>Number of rows, one a unit.</summary>
    public int Units { get; }

    /// <summary>Columns of all its matrices.</summary>
    public int Columns => tiles.Length;

    /// <summary>The sums of a cell: gate after gate, then the projection's.</summary>
    /// <param name="cell">A cell with its weights.</param>
    /// <param name="format">The format.</param>
    /// <param name="ranges">For each input its least and most, then the largest hidden state, then the largest value in front of a projection.</param>
    public static IEnumerable<QuantisedSum> Of(CellLayer cell, WeightFormat format, float[] ranges)
    {
        int inputs = cell.InputSize;
        ColumnRange[] Bound(float bound, int count) => Enumerable.Repeat(ColumnRange.Of(-bound, bound, format), count).ToArray();
        ColumnRange[] ofInputs = Enumerable.Range(0, inputs).Select(i => ColumnRange.Of(ranges[2 * i], ranges[2 * i + 1], format)).ToArray();
        var input = new QuantisedOperand(cell.InputWeights, cell.InputBias, ofInputs);
        var recurrent = new QuantisedOperand(cell.RecurrentWeights, cell.RecurrentBias, Bound(ranges[2 * inputs], cell.OutputSize));
        for (int gate = 0; gate < cell.Gates.Count; gate++)
        {
            if (gate == 2 && cell is GruLayer { Reset: ResetPosition.After })
            {
                yield return new QuantisedSum(format, cell.HiddenSize, gate, input);
                yield return new QuantisedSum(format, cell.HiddenSize, gate, recurrent);
            }
            else
            {
                yield return new QuantisedSum(format, cell.HiddenSize, gate, input, recurrent);
            }
        }
        if (cell is LstmLayer { Projection: { } projection })
            yield return new QuantisedSum(format, cell.OutputSize, 0, new QuantisedOperand(projection, null, Bound(ranges[2 * inputs + 1], cell.HiddenSize)));
    }

    /// <summary>Quantises a row.</summary>
    /// <param name="unit">Its unit.</param>
    /// <param name="rounded">Where its whole numbers go, one a column.</param>
    /// <returns>The scale, and what is added to the scaled sum: the biases, and what the centres of the ranges make.</returns>
    public (double Scale, double Bias) Quantise(int unit, int[] rounded)
    {
        int row = firstRow + unit, at = 0;
        var weights = new double[Columns];
        double bias = 0;
        foreach (QuantisedOperand operand in operands) bias += operand.Bias is null ? 0 : operand.Bias[row];
        foreach (QuantisedOperand operand in operands)
        {
            for (int j = 0; j < operand.Columns.Count; j++)
            {
                double weight = operand.Matrix[row, j];
                weights[at++] = weight * operand.Columns[j].Unit;
                bias += weight * operand.Columns[j].Centre;
            }
        }
        return (RowQuantiser.Quantise(format, weights, tiles, rounded), bias);
    }

    // A kernel begins a new sum after every whole tile of an operand's groups; what is left over goes on into the next operand.
    private static int[] Tiles(WeightFormat format, IEnumerable<int> columnsOfOperands)
    {
        var tiles = new List<int>();
        int tile = 0, perGroup = QuantisedFormat.Columns(format);
        foreach (int columns in columnsOfOperands)
        {
            for (int group = 0; group < QuantisedFormat.Groups(format, columns); group++)
            {
                for (int j = group * perGroup; j < Math.Min(columns, (group + 1) * perGroup); j++) tiles.Add(tile);
                if ((group + 1) % QuantisedFormat.TileGroups(format) == 0) tile++;
            }
        }
        return tiles.ToArray();
    }
}
