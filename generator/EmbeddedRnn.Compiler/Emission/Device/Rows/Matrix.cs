using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Rows;

/// <summary>
/// Rows of weights, each behind its bias, and the sums that they form: the bias, then the products from the first column to the
/// last. Every form adds in this order, so that all give the same bits.
/// </summary>
internal sealed class Matrix
{
    private const int TermsPerLine = 4;
    private const int TermsPerStatement = 120;

    private readonly float[][] rows;

    /// <param name="name">The name of the static array.</param>
    /// <param name="biases">A bias a row, or null for none.</param>
    /// <param name="weights">The rows.</param>
    public Matrix(string name, float[]? biases, IReadOnlyList<float[]> weights)
    {
        Name = name;
        // A sum that does not start at -0 never becomes -0, so that a product of +0 or -0 may be left out of it.
        rows = weights.Select((row, i) => new[] { biases is null || biases[i] == 0 ? 0 : biases[i] }.Concat(row).ToArray()).ToArray();
    }

    public string Name { get; }

    public int Count => rows.Length;

    /// <summary>Weights of a row.</summary>
    public int Columns => rows[0].Length - 1;

    /// <summary>A weight.</summary>
    public float this[int row, int column] => rows[row][column + 1];

    /// <summary>A row's bias.</summary>
    public float Bias(int row) => rows[row][0];

    /// <summary>The static array with the first rows, which the loop of a shape runs over.</summary>
    public void EmitTable(CodeWriter writer, int looped)
    {
        if (looped > 0) WeightRows.Emit(writer, Name, rows.Take(looped).ToArray());
    }

    /// <summary>
    /// The expression of a row's sum; what must stand before it is written. It is of the lowest precedence that a sum has.
    /// </summary>
    /// <param name="writer">Where the code goes.</param>
    /// <param name="unit">The row.</param>
    /// <param name="columnLoops">True for a loop over the columns; for a row of a table only.</param>
    /// <param name="values">The values of the row's columns, one stretch after the other.</param>
    public string Sum(CodeWriter writer, Unit unit, bool columnLoops, params Columns[] values)
    {
        if (unit.Number is { } number) return Terms(writer, Literal.Of(rows[number][0]), column => Product(rows[number][column + 1]), values);
        writer.Line($"row = {Name}[{unit.Text}];");
        if (!columnLoops) return Terms(writer, "row[0]", column => $" + row[{Literal.Of(column + 1)}] * ", values);
        string sum = "row[0]";
        int from = 1;
        foreach (Columns stretch in values)
        {
            sum = stretch.Looped("row", from, sum);
            from += stretch.Count;
        }
        return sum;
    }

    private static string Terms(CodeWriter writer, string bias, Func<int, string> factor, Columns[] values)
    {
        var sum = new System.Text.StringBuilder(bias);
        int column = 0;
        int started = 0;
        foreach (Columns stretch in values)
        {
            for (int i = 0; i < stretch.Count; i++, column++)
            {
                if (column - started == TermsPerStatement)
                {
                    writer.Line($"sum = {sum};");
                    sum.Clear().Append("sum");
                    started = column;
                }
                if ((column - started) % TermsPerLine == 0 && column > started) sum.Append("\n   ");
                sum.Append(factor(column)).Append(stretch[i]);
            }
        }
        return sum.ToString();
    }

    // a - w x and a + (-w) x are the same bits.
    private static string Product(float weight) => weight < 0 ? $" - {Literal.Of(-weight)} * " : $" + {Literal.Of(weight)} * ";

    /// <summary>Whether a sum of so many columns needs the local "sum".</summary>
    public static bool NeedsSum(int columns) => columns > TermsPerStatement;
}
