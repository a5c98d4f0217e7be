using System;
using System.Linq;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>
/// The sums that a kernel with integer weights makes, with its rounding: values to whole numbers, whole numbers summed a tile at a
/// time, sum * scale + bias in float.
/// </summary>
internal sealed class IntegerSums : ICellSums
{
    private readonly CellLayer cell;
    private readonly WeightFormat format;
    private readonly SumParts[] parts;
    private readonly Rows[] rows;
    private readonly float[] centres;
    private readonly float[] inverses;
    private readonly float[] ofHidden;
    private readonly float[] ofProduct;
    private readonly int[][] numbers;
    private readonly int tileColumns;

    /// <summary>Quantises a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="format">The format.</param>
    /// <param name="ranges">Its ranges, as <see cref="QuantisedSum.Of"/> takes them.</param>
    public IntegerSums(CellLayer cell, WeightFormat format, float[] ranges)
    {
        this.cell = cell;
        this.format = format;
        int inputs = cell.InputSize;
        parts = SumParts.Of(cell);
        rows = QuantisedSum.Of(cell, format, ranges).Select((sum, i) => new Rows(sum, parts[i].Factor(cell))).ToArray();
        ColumnRange[] columns = Enumerable.Range(0, inputs).Select(i => ColumnRange.Of(ranges[2 * i], ranges[2 * i + 1], format)).ToArray();
        centres = columns.Select(c => c.Centre).ToArray();
        inverses = columns.Select(c => c.Inverse).ToArray();
        ofHidden = new[] { ColumnRange.Of(-ranges[2 * inputs], ranges[2 * inputs], format).Inverse };
        ofProduct = new[] { ColumnRange.Of(-ranges[2 * inputs + 1], ranges[2 * inputs + 1], format).Inverse };
        numbers = new[] { new int[inputs], new int[cell.OutputSize], new int[cell.HiddenSize] };
        tileColumns = QuantisedFormat.TileGroups(format) < int.MaxValue ? QuantisedFormat.TileGroups(format) * QuantisedFormat.Columns(format) : int.MaxValue;
    }

    public void TakeInput(double[] values, int offset)
    {
        for (int i = 0; i < cell.InputSize; i++) numbers[SumParts.Input][i] = Number((float)((float)((float)values[offset + i] - centres[i]) * inverses[i]));
    }

    public void TakeHidden(double[] values) => Take(values, ofHidden[0], numbers[SumParts.Hidden]);

    public void TakeProduct(double[] values) => Take(values, ofProduct[0], numbers[SumParts.Product]);

    public double Sum(int sum, int unit)
    {
        Rows of = rows[sum];
        int at = unit * of.Columns, whole = 0;
        float real = 0;
        foreach (int vector in parts[sum].Vectors)
        {
            int[] x = numbers[vector];
            for (int j = 0; j < x.Length;)
            {
                int end = Math.Min(x.Length, j > x.Length - tileColumns ? x.Length : j + tileColumns);
                bool isWhole = QuantisedFormat.Groups(format, end - j) == QuantisedFormat.TileGroups(format);
                for (; j < end; j++) whole += of.Weights[at++] * x[j];
                if (!isWhole) continue;
                real = (float)(real + (double)(float)whole);
                whole = 0;
            }
        }
        real = (float)(real + (double)(float)whole);
        return (float)((double)real * of.Scales[unit] + of.Biases[unit]);
    }

    private void Take(double[] values, float inverse, int[] to)
    {
        for (int i = 0; i < to.Length; i++) to[i] = Number((float)((double)(float)values[i] * inverse));
    }

    private int Number(float value)
    {
        int limit = QuantisedFormat.Limit(format);
        value = value > -limit ? value : -limit;
        return (int)Math.Round((double)(value < limit ? value : limit));
    }

    /// <summary>The rows of a sum with the factor of their gate.</summary>
    private sealed class Rows
    {
        public Rows(QuantisedSum sum, double factor)
        {
            Columns = sum.Columns;
            Weights = new int[sum.Units * sum.Columns];
            (Scales, Biases) = (new float[sum.Units], new float[sum.Units]);
            var rounded = new int[sum.Columns];
            for (int unit = 0; unit < sum.Units; unit++)
            {
                (double scale, double bias) = sum.Quantise(unit, rounded);
                rounded.CopyTo(Weights, unit * Columns);
                (Scales[unit], Biases[unit]) = ((float)(factor * (float)scale), (float)(factor * (float)bias));
            }
        }

        public int Columns { get; }

        public int[] Weights { get; }

        public float[] Scales { get; }

        public float[] Biases { get; }
    }
}
