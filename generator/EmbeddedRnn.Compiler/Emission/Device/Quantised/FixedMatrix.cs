using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EmbeddedRnn.Compiler.Emission.Device.Rows;
using EmbeddedRnn.Compiler.Quantisation;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// Rows of whole numbers, each behind its bias, and what brings their sums to one common unit: a product and a shift. Whole numbers
/// add up to the same in any order, and a weight of 0 is left out.
/// </summary>
internal sealed class FixedMatrix
{
    private const int TermsPerLine = 8;
    private const int ScaleBits = 30;

    private readonly WeightFormat format;
    private readonly QuantisedRow[] rows;
    private readonly double unit;

    /// <param name="name">The name of the static array.</param>
    /// <param name="what">The rows in words, for a message.</param>
    /// <param name="weights">The rows: what a column adds for each 1 of its value.</param>
    /// <param name="biases">What is added whatever the values are, a row each.</param>
    /// <param name="unit">The real size of 1 of the rescaled sums; 0 where the sums are not rescaled.</param>
    /// <param name="limit">The largest magnitude of a column's value.</param>
    /// <param name="format">8 or 16 bits.</param>
    public FixedMatrix(string name, string what, IReadOnlyList<double[]> weights, IReadOnlyList<double> biases, double unit, int limit, WeightFormat format)
    {
        Name = name;
        this.format = format;
        this.unit = unit;
        int largest = format == WeightFormat.Int8 ? sbyte.MaxValue : short.MaxValue;
        rows = weights.Select((row, i) => QuantisedRow.Of(row, biases[i], largest, limit, unit)).ToArray();
        if (unit == 0) return;
        // Of the rounded rows, which may reach a little further than their weights.
        double reach = rows.Max(row => row.Scale * (Math.Abs((double)row.Bias) + limit * row.Weights.Sum(w => Math.Abs((double)w))));
        if (!(reach / unit < Fixed.MostSum))
            throw new ArgumentException($"{what} can add up to {reach:G4} with inputs and states at the ends of their ranges, and integer weights allow {Fixed.MostSum * unit:G4}: state narrower ranges.");
        Shift = ScaleBits - (int)Math.Floor(Math.Log(rows.Max(row => row.Scale) / unit, 2)) - 1;
        Shift = Math.Max(0, Math.Min(62, Shift));
    }

    public string Name { get; }

    private int Shift { get; }

    private string Element => format == WeightFormat.Int8 ? "sbyte" : "short";

    /// <summary>The declaration of the local that holds a row of a table.</summary>
    public static string RowLocal(WeightFormat format) => format == WeightFormat.Int8 ? "sbyte[] row;" : "short[] row;";

    /// <summary>The static arrays with the first rows, which a loop runs over.</summary>
    public void EmitTable(CodeWriter writer, FunctionLibrary functions, int looped)
    {
        if (looped == 0) return;
        QuantisedRow[] part = rows.Take(looped).ToArray();
        string cut = format == WeightFormat.Int8 ? "ByteRows" : "ShortRows";
        functions.Require(cut);
        WeightRows.Emit(writer, $"private static readonly {Element}[][] {Name} = {cut}({looped}, {part[0].Weights.Count}, new {Element}[] ", part.SelectMany(row => row.Weights).ToArray(), ");");
        WeightRows.Emit(writer, $"private static readonly int[] {Name}Bias = ", part.Select(row => row.Bias).ToArray(), ";");
        if (unit > 0) WeightRows.Emit(writer, $"private static readonly int[] {Name}Scale = ", part.Select(Scale).ToArray(), ";");
        else if (NeedsUnits) WeightRows.Emit(writer, Name + "Unit", part.Select(row => (float)row.Scale).ToArray());
    }

    /// <summary>True where the sums are brought to float one by one.</summary>
    public bool NeedsUnits { get; set; }

    /// <summary>Whether the code of the rows reads a column: a table has all of it, and of what is written out a weight of 0 is left out.</summary>
    public bool Reads(int column, int looped) => looped > 0 || rows.Any(row => row.Weights[column] != 0);

    /// <summary>A row's sum; what must stand before it is written. An operand of + at least.</summary>
    /// <param name="writer">Where the code goes.</param>
    /// <param name="unit">The row.</param>
    /// <param name="values">A value a column.</param>
    public string Sum(CodeWriter writer, Unit unit, IReadOnlyList<string> values)
    {
        var sum = new StringBuilder();
        if (unit.Number is not { } number)
        {
            writer.Line($"row = {Name}[{unit.Text}];");
            sum.Append($"{Name}Bias[{unit.Text}]");
            for (int i = 0; i < values.Count; i++) sum.Append(i % TermsPerLine == 0 && i > 0 ? "\n   " : "").Append($" + row[{i}] * {values[i]}");
            return sum.ToString();
        }
        QuantisedRow row = rows[number];
        if (row.Bias != 0 || row.Weights.All(w => w == 0)) sum.Append(row.Bias);
        int terms = 0;
        for (int i = 0; i < values.Count; i++)
        {
            int weight = row.Weights[i];
            if (weight == 0) continue;
            if (terms > 0 && terms % TermsPerLine == 0) sum.Append("\n   ");
            terms++;
            string sign = sum.Length == 0 ? weight < 0 ? "-" : "" : weight < 0 ? " - " : " + ";
            sum.Append(sign).Append(Math.Abs(weight) == 1 ? values[i] : $"{Math.Abs(weight)} * {values[i]}");
        }
        return sum.ToString();
    }

    /// <summary>A row's sum in the common unit, as one operand.</summary>
    public string Rescaled(CodeWriter writer, Unit unit, IReadOnlyList<string> values)
    {
        string sum = Sum(writer, unit, values);
        string scale = unit.Number is { } number ? Literal.Of(Scale(rows[number])) : $"{Name}Scale[{unit.Text}]";
        return $"(int)((long)({sum}) * {scale} >> {Shift})";
    }

    /// <summary>A row's sum as a real number.</summary>
    public string Real(CodeWriter writer, Unit unit, IReadOnlyList<string> values)
    {
        string sum = Sum(writer, unit, values);
        return $"({sum}) * {(unit.Number is { } number ? Literal.Of((float)rows[number].Scale) : $"{Name}Unit[{unit.Text}]")}";
    }

    private int Scale(QuantisedRow row) => (int)Math.Min(int.MaxValue, Math.Round(row.Scale / unit * Math.Pow(2, Shift)));
}
