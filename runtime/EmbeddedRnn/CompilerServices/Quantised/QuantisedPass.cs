using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>A sum of a pass: the factor of its gate, and from which operands. For generated code.</summary>
/// <param name="Factor">A power of two that the sum is multiplied with.</param>
/// <param name="Parts">1 for the input, 2 for the recurrent part, 3 for both.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PassSum(float Factor, int Parts);

/// <summary>What a pass multiplies with. For generated code.</summary>
/// <param name="Columns">Number of values.</param>
/// <param name="Part">1 for the input, 2 for the recurrent part, 3 for both.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PassOperand(int Columns, int Part);

/// <summary>
/// Writes quantised rows in exactly the order in which a kernel reads them: block after block of rows, in each block what the sums
/// start from, group after group of columns, the scales, the biases. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class QuantisedPass
{
    private readonly WeightFormat format;
    private readonly int units;
    private readonly PassSum[] sums;
    private readonly PassOperand[] operands;
    private readonly Rows[] rows;
    private readonly List<(float[] Values, GateRows[] Gates)> vectors = [];

    /// <summary>Starts a pass.</summary>
    /// <param name="format">The format of its weights.</param>
    /// <param name="units">Rows of a sum; a chunk that reaches past them is padded with zeros.</param>
    /// <param name="sums">The sums kept a unit.</param>
    /// <param name="operands">What is multiplied, in order.</param>
    /// <param name="quantised">The rows of the sums, as <see cref="QuantisedModel"/> has them.</param>
    public QuantisedPass(WeightFormat format, int units, PassSum[] sums, PassOperand[] operands, ReadOnlySpan<byte> quantised)
    {
        this.format = format;
        this.units = units;
        this.sums = sums;
        this.operands = operands;
        rows = new Rows[sums.Length];
        for (int sum = 0; sum < sums.Length; sum++)
        {
            int columns = 0;
            foreach (PassOperand operand in operands) if (Takes(sums[sum], operand)) columns += operand.Columns;
            int length = QuantisedModel.Length(format, units, columns);
            rows[sum] = new Rows(format, units, columns, quantised[..length]);
            quantised = quantised[length..];
        }
    }

    /// <summary>Adds vectors of floats that follow the biases, one of each gate a unit.</summary>
    public void Vectors(float[] values, GateRows[] gates) => vectors.Add((values, gates));

    /// <summary>Writes blocks.</summary>
    /// <param name="destination">Where to, from a 64-byte boundary on: as many values as the blocks take.</param>
    /// <param name="firstUnit">The first block's first unit.</param>
    /// <param name="widths">The vector width of each chunk of units of a block.</param>
    /// <param name="count">How many blocks.</param>
    public void Write(Span<float> destination, int firstUnit, ReadOnlySpan<int> widths, int count)
    {
        int blockUnits = 0;
        foreach (int width in widths) blockUnits += width;
        int stride = destination.Length / count;
        for (int block = 0; block < count; block++) WriteBlock(new BlockWriter(destination.Slice(block * stride, stride), firstUnit + block * blockUnits, widths, units));
    }

    private void WriteBlock(BlockWriter writer)
    {
        int zero = QuantisedFormat.Zero(format), perGroup = QuantisedFormat.Columns(format);
        if (zero != 0) writer.Write(sums.Length, (sum, unit) => BitConverter.Int32BitsToSingle(-zero * rows[sum].Total(unit)));
        var first = new int[sums.Length];
        foreach (PassOperand operand in operands)
        {
            int[] fed = Fed(operand);
            for (int group = 0; group < QuantisedFormat.Groups(format, operand.Columns); group++)
            {
                int at = group * perGroup, count = Math.Min(perGroup, operand.Columns - at);
                writer.Write(fed.Length, (sum, unit) => BitConverter.Int32BitsToSingle(rows[fed[sum]].Together(unit, first[fed[sum]] + at, count, perGroup)));
            }
            foreach (int sum in fed) first[sum] += operand.Columns;
        }
        writer.Write(sums.Length, (sum, unit) => sums[sum].Factor * rows[sum].Scale(unit));
        writer.Write(sums.Length, (sum, unit) => sums[sum].Factor * rows[sum].Bias(unit));
        foreach ((float[] values, GateRows[] gates) in vectors) writer.Write(gates.Length, (gate, unit) => gates[gate].Scale * values[gates[gate].Gate * units + unit]);
    }

    private int[] Fed(PassOperand operand)
    {
        var fed = new List<int>();
        for (int sum = 0; sum < sums.Length; sum++) if (Takes(sums[sum], operand)) fed.Add(sum);
        return fed.ToArray();
    }

    private static bool Takes(PassSum sum, PassOperand operand) => (sum.Parts & operand.Part) != 0;

    /// <summary>The rows of a sum, read.</summary>
    private sealed class Rows
    {
        private readonly int columns;
        private readonly int[] weights;
        private readonly float[] scales;
        private readonly float[] biases;

        public Rows(WeightFormat format, int units, int columns, ReadOnlySpan<byte> bytes)
        {
            this.columns = columns;
            weights = new int[units * columns];
            int size = QuantisedFormat.Bytes(format);
            for (int i = 0; i < weights.Length; i++)
                weights[i] = format == WeightFormat.Int8 ? (sbyte)bytes[i] : BinaryPrimitives.ReadInt16LittleEndian(bytes[(size * i)..]);
            scales = Quantisation.Singles(bytes.Slice(size * weights.Length, sizeof(float) * units));
            biases = Quantisation.Singles(bytes.Slice(size * weights.Length + sizeof(float) * units, sizeof(float) * units));
        }

        public float Scale(int unit) => scales[unit];

        public float Bias(int unit) => biases[unit];

        public int Total(int unit)
        {
            int total = 0;
            foreach (int weight in weights.AsSpan(unit * columns, columns)) total += weight;
            return total;
        }

        /// <summary>The columns of a group in 32 bits, the first in the lowest.</summary>
        public int Together(int unit, int first, int count, int perGroup)
        {
            int bits = 0, size = 32 / perGroup;
            for (int c = 0; c < count; c++) bits |= (int)((uint)(weights[unit * columns + first + c] & (int)(uint.MaxValue >> (32 - size))) << (c * size));
            return bits;
        }
    }

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
