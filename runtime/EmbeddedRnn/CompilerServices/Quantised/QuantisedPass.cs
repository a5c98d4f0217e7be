using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>A sum of a pass: the gate whose rows it takes, the factor of its gate, and from which operands. For generated code.</summary>
/// <param name="Gate">Which block of rows, in the cell's gate order.</param>
/// <param name="Factor">A power of two that the sum is multiplied with.</param>
/// <param name="Parts">1 for the input, 2 for the recurrent part, 3 for both.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct QuantisedSum(int Gate, float Factor, int Parts);

/// <summary>
/// Quantises the matrices of a pass row by row and writes them in exactly the order in which a kernel reads them: block after block
/// of rows, in each block what the sums start from, group after group of columns, the scales, the biases. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class QuantisedPass
{
    private readonly WeightFormat format;
    private readonly int units;
    private readonly QuantisedSum[] sums;
    private readonly List<Multiplied> operands = [];
    private readonly List<(float[] Values, QuantisedSum[] Sums)> vectors = [];
    private float[] inputBias = [];
    private float[] recurrentBias = [];
    private Row[][]? rows;

    /// <summary>Starts a pass.</summary>
    /// <param name="format">The format of its weights.</param>
    /// <param name="units">Rows of one gate; a chunk that reaches past them is padded with zeros.</param>
    /// <param name="sums">The sums kept a unit.</param>
    public QuantisedPass(WeightFormat format, int units, QuantisedSum[] sums)
    {
        this.format = format;
        this.units = units;
        this.sums = sums;
    }

    /// <summary>Adds an operand.</summary>
    /// <param name="matrix">Row-major, gates * units rows.</param>
    /// <param name="part">1 for the input, 2 for the recurrent part, 3 for both.</param>
    /// <param name="ranges">For each column the least and the most of its values.</param>
    public void Operand(ReadOnlySpan<float> matrix, int part, ReadOnlySpan<float> ranges)
    {
        int columns = ranges.Length / 2;
        var columnUnits = new double[columns];
        var centres = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            ColumnRange range = ColumnRange.Of(ranges[2 * j], ranges[2 * j + 1], format);
            columnUnits[j] = range.Unit;
            centres[j] = range.Centre;
        }
        operands.Add(new Multiplied(matrix.ToArray(), part, columnUnits, centres));
    }

    /// <summary>Adds an operand whose values all have one range around 0.</summary>
    /// <param name="matrix">Row-major, gates * units rows.</param>
    /// <param name="part">1 for the input, 2 for the recurrent part, 3 for both.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="bound">The largest magnitude of a value.</param>
    public void Operand(ReadOnlySpan<float> matrix, int part, int columns, float bound)
    {
        var ranges = new float[2 * columns];
        for (int j = 0; j < columns; j++) (ranges[2 * j], ranges[2 * j + 1]) = (-bound, bound);
        Operand(matrix, part, ranges);
    }

    /// <summary>Sets the biases, either of which may be empty.</summary>
    public void Biases(ReadOnlySpan<float> input, ReadOnlySpan<float> recurrent) => (inputBias, recurrentBias) = (input.ToArray(), recurrent.ToArray());

    /// <summary>Adds vectors of floats that follow the biases, one of each gate a unit.</summary>
    public void Vectors(ReadOnlySpan<float> values, QuantisedSum[] gates) => vectors.Add((values.ToArray(), gates));

    /// <summary>Writes blocks.</summary>
    /// <param name="destination">Where to, from a 64-byte boundary on: as many values as the blocks take.</param>
    /// <param name="firstUnit">The first block's first unit.</param>
    /// <param name="widths">The vector width of each chunk of units of a block.</param>
    /// <param name="count">How many blocks.</param>
    public void Write(Span<float> destination, int firstUnit, ReadOnlySpan<int> widths, int count)
    {
        rows ??= Quantise();
        int blockUnits = 0;
        foreach (int width in widths) blockUnits += width;
        int stride = destination.Length / count;
        for (int block = 0; block < count; block++) WriteBlock(new BlockWriter(destination.Slice(block * stride, stride), firstUnit + block * blockUnits, widths, units));
    }

    private void WriteBlock(BlockWriter writer)
    {
        if (QuantisedFormat.Zero(format) != 0) writer.Write(sums.Length, (sum, unit) => BitConverter.Int32BitsToSingle(rows![sum][unit].Start));
        int first = 0;
        foreach (Multiplied operand in operands)
        {
            int[] fed = Fed(operand);
            for (int group = 0; group < QuantisedFormat.Groups(format, operand.Columns); group++)
            {
                int at = first + group * QuantisedFormat.Columns(format), end = first + operand.Columns;
                writer.Write(fed.Length, (sum, unit) => BitConverter.Int32BitsToSingle(Together(rows![fed[sum]][unit].Weights, at, end)));
            }
            first += operand.Columns;
        }
        writer.Write(sums.Length, (sum, unit) => (float)(sums[sum].Factor * rows![sum][unit].Scale));
        writer.Write(sums.Length, (sum, unit) => (float)(sums[sum].Factor * rows![sum][unit].Bias));
        foreach ((float[] values, QuantisedSum[] gates) in vectors) writer.Write(gates.Length, (gate, unit) => gates[gate].Factor * values[gates[gate].Gate * units + unit]);
    }

    private int[] Fed(Multiplied operand)
    {
        var fed = new List<int>();
        for (int sum = 0; sum < sums.Length; sum++) if (Takes(sums[sum], operand)) fed.Add(sum);
        return fed.ToArray();
    }

    // The columns of a group in 32 bits, the first in the lowest.
    private int Together(int[] weights, int at, int end)
    {
        int bits = 0, columns = QuantisedFormat.Columns(format), size = 32 / columns;
        for (int c = 0; c < columns && at + c < end; c++) bits |= (int)((uint)(weights[at + c] & (int)(uint.MaxValue >> (32 - size))) << (c * size));
        return bits;
    }

    private static bool Takes(QuantisedSum sum, Multiplied operand) => (sum.Parts & operand.Part) != 0;

    private Row[][] Quantise()
    {
        int columns = 0;
        foreach (Multiplied operand in operands) columns += operand.Columns;
        int[] tiles = Tiles(columns);
        return Array.ConvertAll(sums, sum =>
        {
            var all = new Row[units];
            for (int unit = 0; unit < units; unit++) all[unit] = Quantise(sum, unit, columns, tiles);
            return all;
        });
    }

    private Row Quantise(QuantisedSum sum, int unit, int columns, int[] tiles)
    {
        var weights = new double[columns];
        double bias = Bias(inputBias, 1) + Bias(recurrentBias, 2);
        int at = 0;
        foreach (Multiplied operand in operands)
        {
            for (int j = 0; j < operand.Columns && Takes(sum, operand); j++)
            {
                double weight = operand.Matrix[(sum.Gate * units + unit) * operand.Columns + j];
                weights[at + j] = weight * operand.Units[j];
                bias += weight * operand.Centres[j];
            }
            at += operand.Columns;
        }
        var rounded = new int[columns];
        double scale = QuantisedRow.Quantise(format, weights, tiles, rounded);
        int start = 0;
        foreach (int weight in rounded) start -= QuantisedFormat.Zero(format) * weight;
        return new Row(rounded, scale, bias, start);

        double Bias(float[] values, int part) => values.Length > 0 && (sum.Parts & part) != 0 ? values[sum.Gate * units + unit] : 0;
    }

    // A kernel begins a new sum after every whole tile of an operand's groups; what is left over goes on into the next operand.
    private int[] Tiles(int columns)
    {
        var tiles = new int[columns];
        int at = 0, tile = 0;
        foreach (Multiplied operand in operands)
        {
            int perGroup = QuantisedFormat.Columns(format), groups = QuantisedFormat.Groups(format, operand.Columns);
            for (int group = 0; group < groups; group++)
            {
                for (int j = group * perGroup; j < Math.Min(operand.Columns, (group + 1) * perGroup); j++) tiles[at + j] = tile;
                if ((group + 1) % QuantisedFormat.TileGroups(format) == 0) tile++;
            }
            at += operand.Columns;
        }
        return tiles;
    }

    private sealed record Multiplied(float[] Matrix, int Part, double[] Units, double[] Centres)
    {
        public int Columns => Units.Length;
    }

    private sealed record Row(int[] Weights, double Scale, double Bias, int Start);

    private ref struct BlockWriter(Span<float> block, int firstUnit, ReadOnlySpan<int> widths, int units)
    {
        private readonly Span<float> block = block;
        private readonly ReadOnlySpan<int> widths = widths;
        private int at;

        /// <summary>For each chunk, each of a number of vectors: a value a unit, aligned for the widest chunk.</summary>
        public void Write(int count, Func<int, int, float> value)
        {
            int unit = firstUnit, alignment = 1;
            foreach (int width in widths)
            {
                alignment = Math.Max(alignment, width);
                for (int vector = 0; vector < count; vector++)
                {
                    for (int row = 0; row < width && unit + row < units; row++) block[at + row] = value(vector, unit + row);
                    at += width;
                }
                unit += width;
            }
            at = (at + alignment - 1) / alignment * alignment;
        }
    }
}
