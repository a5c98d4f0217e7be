using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>Writes weights as static arrays: literals that are exact to the bit.</summary>
internal static class WeightRows
{
    private const int ValuesPerLine = 8;

    /// <summary>
    /// A matrix as an array of rows: a row is taken into a local and costs one index a value. The constants are one array, cut into rows
    /// when the class is loaded: each array of constants is a field of one class of the compiler's, and a class on .NET nanoFramework
    /// has at most 255 static fields; beyond them the program dies as it starts. It also costs a name of 65 bytes in flash.
    /// </summary>
    public static void Emit(CodeWriter writer, string name, IReadOnlyList<float[]> rows)
    {
        Values(writer, $"private static readonly float[][] {name} = Rows({Literal.Of(rows.Count)}, {Literal.Of(rows[0].Length)}, new float[] ", rows.SelectMany(row => row).ToArray(), ");");
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

    /// <summary>Whole numbers, between what stands before their brace and what behind it.</summary>
    public static void Emit(CodeWriter writer, string before, int[] values, string after)
    {
        Values(writer, before, Array.ConvertAll(values, v => Literal.Of(v)), after);
        writer.Line();
    }

    private static void Values(CodeWriter writer, string before, float[] values, string after) => Values(writer, before, Array.ConvertAll(values, Literal.Of), after);

    private static void Values(CodeWriter writer, string before, string[] literals, string after)
    {
        if (literals.Length <= ValuesPerLine)
        {
            writer.Line($"{before}{{ {string.Join(", ", literals)} }}{after}");
            return;
        }
        writer.Line(before.TrimEnd());
        writer.Line("{");
        for (int i = 0; i < literals.Length; i += ValuesPerLine)
            writer.Line($"    {string.Join(", ", literals.Skip(i).Take(ValuesPerLine))},");
        writer.Line($"}}{after}");
    }
}
