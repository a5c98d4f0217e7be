using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>Writes weights as static arrays: literals that are exact to the bit.</summary>
internal static class WeightRows
{
    private const int ValuesPerLine = 8;

    /// <summary>A matrix as an array of rows: a row is taken into a local and costs one index a value.</summary>
    public static void Emit(CodeWriter writer, string name, IEnumerable<float[]> rows)
    {
        writer.Line($"private static readonly float[][] {name} =");
        writer.Line("{");
        foreach (float[] row in rows) Values(writer, "    new float[] ", row, ",");
        writer.Line("};");
        writer.Line();
    }

    /// <summary>A vector.</summary>
    public static void Emit(CodeWriter writer, string name, float[] values)
    {
        Values(writer, $"private static readonly float[] {name} = ", values, ";");
        writer.Line();
    }

    /// <summary>A row of a tensor.</summary>
    public static float[] Row(Tensor tensor, int row) => Enumerable.Range(0, tensor.Columns).Select(column => tensor[row, column]).ToArray();

    private static void Values(CodeWriter writer, string before, float[] values, string after)
    {
        string[] literals = Array.ConvertAll(values, Literal.Of);
        if (literals.Length <= ValuesPerLine)
        {
            writer.Line($"{before}{{ {string.Join(", ", literals)} }}{after}");
            return;
        }
        string indent = new string(' ', before.Length - before.TrimStart().Length);
        writer.Line($"{before.TrimEnd()}");
        writer.Line(indent + "{");
        for (int i = 0; i < literals.Length; i += ValuesPerLine)
            writer.Line($"{indent}    {string.Join(", ", literals.Skip(i).Take(ValuesPerLine))},");
        writer.Line($"{indent}}}{after}");
    }
}
