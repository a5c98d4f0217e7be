using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>
/// The arithmetic of a cell with whole-number weights, plainly: whole numbers summed as long, everything else in double. Takes
/// from the library how a row and a range are quantised, and nothing of packing, kernels or equations.
/// </summary>
internal sealed class IntegerCell
{
    private readonly WeightFormat format;
    private readonly CellLayer cell;
    private readonly CellRanges ranges;

    public IntegerCell(Model model, WeightFormat format)
    {
        this.format = format;
        cell = (CellLayer)model.Layers[0];
        ranges = CellRanges.Of(model)[cell];
    }

    /// <summary>The largest |sum| of whole numbers that a step met.</summary>
    public long LargestSum { get; private set; }

    /// <summary>
    /// By how much a state may differ because a value in the middle of a step, r * h or what a projection is multiplied with, lies so
    /// close between two whole numbers that its last bits decide: two such values, each off by one.
    /// </summary>
    public double Slack => cell switch
    {
        LstmLayer { Projection: { } projection } => 2 * Bound(ranges.Product!.Value, 1)[0].Unit * Largest(projection),
        GruLayer { Reset: ResetPosition.Before } => 2 * Bound(ranges.Hidden!.Value, 1)[0].Unit * Largest(cell.RecurrentWeights),
        _ => 0,
    };

    private static double Largest(Tensor tensor) => tensor.ToArray().Max(Math.Abs);

    /// <summary>The state after a step: hidden, then cell.</summary>
    public double[] Step(float[] x, float[] state)
    {
        float[] h = state[..cell.OutputSize], c = state[cell.OutputSize..];
        ColumnRange[] inputs = ranges.Inputs!.Select(r => ColumnRange.Of(r.Least, r.Most, format)).ToArray();
        ColumnRange[] hidden = Bound(ranges.Hidden!.Value, cell.OutputSize);
        Factor input = new(cell.InputWeights, x, inputs, cell.InputBias), recurrent = new(cell.RecurrentWeights, h, hidden, cell.RecurrentBias);
        double[] Both(int gate) => Sums(gate, input, recurrent);
        switch (cell)
        {
            case RnnLayer rnn:
                return Both(0).Select(a => rnn.Activation == Activation.Relu ? Math.Max(a, 0) : Math.Tanh(a)).ToArray();
            case GruLayer gru:
                double[] z = Both(0).Select(Sigmoid).ToArray(), r = Both(1).Select(Sigmoid).ToArray();
                double[] n = gru.Reset == ResetPosition.After
                    ? Sums(2, input).Zip(Sums(2, recurrent).Zip(r, (a, b) => a * b), (a, b) => Math.Tanh(a + b)).ToArray()
                    : Sums(2, input, recurrent with { Values = h.Zip(r, (a, b) => (float)(a * b)).ToArray() }).Select(Math.Tanh).ToArray();
                return h.Select((_, i) => z[i] * h[i] + (1 - z[i]) * n[i]).ToArray();
            default:
                return Lstm((LstmLayer)cell, Both, h, c);
        }
    }

    private double[] Lstm(LstmLayer lstm, Func<int, double[]> sums, float[] h, float[] c)
    {
        int units = lstm.HiddenSize, candidate = lstm.Coupled ? 1 : 2;
        double Peephole(int row, int unit, double value) => lstm.Peepholes is { } p ? p[row, unit] * value : 0;
        double[][] a = Enumerable.Range(0, lstm.Gates.Count).Select(sums).ToArray();
        double[] next = new double[units], product = new double[units];
        for (int u = 0; u < units; u++)
        {
            double i = Sigmoid(a[0][u] + Peephole(0, u, c[u]));
            double f = lstm.Coupled ? 1 - i : Sigmoid(a[1][u] + Peephole(1, u, c[u]));
            next[u] = f * c[u] + i * Math.Tanh(a[candidate][u]);
            product[u] = Sigmoid(a[candidate + 1][u] + Peephole(candidate, u, next[u])) * Math.Tanh(next[u]);
        }
        double[] hidden = lstm.Projection is { } projection
            ? Sums(0, new Factor(projection, product.Select(v => (float)v).ToArray(), Bound(ranges.Product!.Value, units), null))
            : product;
        return hidden.Concat(next).ToArray();
    }

    private double[] Sums(int gate, params Factor[] factors)
    {
        int units = factors[0].Matrix.Name == TensorNames.Projection ? cell.OutputSize : cell.HiddenSize;
        int[] tiles = Tiles(factors);
        return Enumerable.Range(0, units).Select(unit =>
        {
            int row = gate * units + unit;
            double[] weights = factors.SelectMany(f => f.Ranges.Select((range, j) => f.Matrix[row, j] * (double)range.Unit)).ToArray();
            int[] values = factors.SelectMany(f => f.Ranges.Select((range, j) => Number(f.Values[j], range))).ToArray();
            double bias = factors.Sum(f => (f.Bias is null ? 0 : f.Bias[row]) + f.Ranges.Select((range, j) => f.Matrix[row, j] * (double)range.Centre).Sum());
            var rounded = new int[weights.Length];
            double scale = RowQuantiser.Quantise(format, weights, tiles, rounded);
            long sum = 0;
            for (int j = 0; j < rounded.Length; j++)
            {
                sum += rounded[j] * (long)values[j];
                LargestSum = Math.Max(LargestSum, Math.Abs(sum));
            }
            return scale * sum + bias;
        }).ToArray();
    }

    // Where a sum begins again says only how coarse a row must be.
    private int[] Tiles(Factor[] factors)
    {
        var tiles = new List<int>();
        int tile = 0;
        foreach (Factor factor in factors)
        {
            long columns = QuantisedFormat.TileGroups(format) * (long)QuantisedFormat.Columns(format);
            int padded = QuantisedFormat.Groups(format, factor.Ranges.Length) * QuantisedFormat.Columns(format);
            for (int j = 0; j < padded; j++)
            {
                if (j < factor.Ranges.Length) tiles.Add(tile);
                if ((j + 1) % columns == 0) tile++;
            }
        }
        return tiles.ToArray();
    }

    private int Number(float value, ColumnRange range)
    {
        int limit = QuantisedFormat.Limit(format);
        return (int)Math.Clamp(MathF.Round((value - range.Centre) * range.Inverse, MidpointRounding.ToEven), -limit, limit);
    }

    private ColumnRange[] Bound(float bound, int count) => Enumerable.Repeat(ColumnRange.Of(-bound, bound, format), count).ToArray();

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    private sealed record Factor(Tensor Matrix, float[] Values, ColumnRange[] Ranges, Tensor? Bias);
}
