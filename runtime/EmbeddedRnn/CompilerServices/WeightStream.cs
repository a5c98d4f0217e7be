using System;
using System.ComponentModel;

namespace EmbeddedRnn.CompilerServices;

/// <summary>One accumulator's share of a matrix: the gate whose rows it sums and a factor folded into them. For generated code.</summary>
/// <param name="Gate">Which block of rows, in the cell's gate order.</param>
/// <param name="Scale">A power of two, so that folding it in is exact.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GateRows(int Gate, float Scale);

/// <summary>
/// Writes weights in exactly the order in which a kernel reads them: block after block of rows, in each block the biases,
/// then column after column, in each column all gates of one chunk of units after the other. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct WeightStream
{
    private readonly Span<float> values;
    private readonly int units;
    private ReadOnlySpan<int> chunks;
    private int firstUnit;
    private int position;
    private int alignment;

    /// <summary>Starts at the beginning of <paramref name="values"/>, which are zeros.</summary>
    /// <param name="values">Where the weights go.</param>
    /// <param name="units">Rows of one gate; a chunk that reaches past them is padded with zeros.</param>
    public WeightStream(Span<float> values, int units)
    {
        this.values = values;
        this.units = units;
    }

    /// <summary>Number of values written so far.</summary>
    public readonly int Position => position;

    /// <summary>A stream that goes on where this one is, over a matrix with another number of rows.</summary>
    public readonly WeightStream ContinueWith(int newUnits) => new(values, newUnits) { position = position };

    /// <summary>The rows that are written next, from the next 64-byte boundary on.</summary>
    /// <param name="unit">The block's first unit.</param>
    /// <param name="widths">The vector width of each chunk of units in the block.</param>
    public void Block(int unit, ReadOnlySpan<int> widths)
    {
        firstUnit = unit;
        chunks = widths;
        alignment = 1;
        foreach (int width in widths) alignment = Math.Max(alignment, width);
        position = (position + 15) / 16 * 16;
    }

    /// <summary>Adds a vector of each chunk and gate: the sum of two biases, either of which may be empty.</summary>
    public void Biases(scoped ReadOnlySpan<float> first, scoped ReadOnlySpan<float> second, scoped ReadOnlySpan<GateRows> gates)
    {
        int unit = firstUnit;
        foreach (int width in chunks)
        {
            foreach (GateRows gate in gates) Bias(first, second, gate, unit, width);
            unit += width;
        }
        Align();
    }

    /// <summary>Adds two vectors of each chunk, one from each bias, for a candidate whose two parts are summed apart.</summary>
    /// <param name="inputBias">The input biases, or empty.</param>
    /// <param name="recurrentBias">The recurrent biases, or empty.</param>
    /// <param name="gates">The gates whose two biases are summed.</param>
    /// <param name="inputPart">The gate whose input bias follows alone.</param>
    /// <param name="recurrentPart">The gate whose recurrent bias follows alone.</param>
    public void Biases(scoped ReadOnlySpan<float> inputBias, scoped ReadOnlySpan<float> recurrentBias, scoped ReadOnlySpan<GateRows> gates, GateRows inputPart, GateRows recurrentPart)
    {
        int unit = firstUnit;
        foreach (int width in chunks)
        {
            foreach (GateRows gate in gates) Bias(inputBias, recurrentBias, gate, unit, width);
            Bias(inputBias, default, inputPart, unit, width);
            Bias(recurrentBias, default, recurrentPart, unit, width);
            unit += width;
        }
        Align();
    }

    /// <summary>Adds all columns of a matrix: for each column, each chunk and each gate a vector of rows.</summary>
    /// <param name="matrix">Row-major, gates * units rows.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="gates">The gates, in the order of the kernel's accumulators.</param>
    public void Columns(scoped ReadOnlySpan<float> matrix, int columns, scoped ReadOnlySpan<GateRows> gates)
    {
        for (int column = 0; column < columns; column++)
        {
            int unit = firstUnit;
            foreach (int width in chunks)
            {
                foreach (GateRows gate in gates)
                {
                    int rows = Math.Min(width, units - unit);
                    for (int row = 0; row < rows; row++)
                        values[position + row] = gate.Scale * matrix[(gate.Gate * units + unit + row) * columns + column];
                    position += width;
                }
                unit += width;
            }
            Align();
        }
    }

    /// <summary>Adds taps of a convolution: for each tap and input, each chunk a vector of outputs; zero where input and output are of different groups.</summary>
    /// <param name="matrix">Row-major [O, I / groups * kernelSize], the taps of one input side by side.</param>
    /// <param name="inputs">I.</param>
    /// <param name="first">The first tap.</param>
    /// <param name="count">How many.</param>
    /// <param name="kernelSize">Taps of the whole kernel.</param>
    /// <param name="groups">Number of groups.</param>
    public void Taps(scoped ReadOnlySpan<float> matrix, int inputs, int first, int count, int kernelSize, int groups)
    {
        int inputsPerGroup = inputs / groups;
        int outputsPerGroup = units / groups;
        for (int column = 0; column < count * inputs; column++)
        {
            (int tap, int input) = (first + column / inputs, column % inputs);
            int unit = firstUnit;
            foreach (int width in chunks)
            {
                int rows = Math.Min(width, units - unit);
                for (int row = 0; row < rows; row++)
                {
                    if ((unit + row) / outputsPerGroup != input / inputsPerGroup) continue;
                    values[position + row] = matrix[((unit + row) * inputsPerGroup + input % inputsPerGroup) * kernelSize + tap];
                }
                position += width;
                unit += width;
            }
            Align();
        }
    }

    /// <summary>Adds a vector of one value per unit, at the next 64-byte boundary.</summary>
    public void Vector(scoped ReadOnlySpan<float> vector)
    {
        position = (position + 15) / 16 * 16;
        vector.CopyTo(values[position..]);
        position += (vector.Length + 15) / 16 * 16;
    }

    /// <summary>The next values, from the next 64-byte boundary on, to be written by another.</summary>
    public Span<float> Take(int count)
    {
        position = (position + 15) / 16 * 16;
        position += count;
        return values.Slice(position - count, count);
    }

    private void Bias(scoped ReadOnlySpan<float> first, scoped ReadOnlySpan<float> second, GateRows gate, int unit, int width)
    {
        int rows = Math.Min(width, units - unit);
        for (int row = 0; row < rows; row++)
        {
            int index = gate.Gate * units + unit + row;
            float bias = first.IsEmpty ? 0f : first[index];
            if (!second.IsEmpty) bias += second[index];
            values[position + row] = gate.Scale * bias;
        }
        position += width;
    }

    // Where chunks of several widths share a block, a column is padded so that its widest vectors stay aligned.
    private void Align() => position = (position + alignment - 1) / alignment * alignment;
}
