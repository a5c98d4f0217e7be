using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Rows;

/// <summary>
/// Values that rows are multiplied with: a stretch of an array, taken into locals as far as a method may have them, so that each
/// is loaded from the array once.
/// </summary>
internal sealed class Columns
{
    private readonly string array;
    private readonly string at;
    private readonly string local;
    private readonly int inLocals;

    /// <param name="array">The array.</param>
    /// <param name="at">Where the values start in it.</param>
    /// <param name="local">What the locals' names start with.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="inLocals">How many of them are taken into locals.</param>
    public Columns(string array, string at, string local, int count, int inLocals)
    {
        (this.array, this.at, this.local, this.inLocals) = (array, at, local, inLocals);
        Count = count;
    }

    public int Count { get; }

    /// <summary>A value.</summary>
    public string this[int column] => column < inLocals ? local + Literal.Of(column) : Element(column);

    /// <summary>The sum so far and the products of a row, from its given column, by a method with a loop.</summary>
    public string Looped(string row, int from, string sum) => $"Products({row}, {Literal.Of(from)}, {array}, {at}, {Literal.Of(Count)}, {sum})";

    /// <summary>Declares the locals.</summary>
    public void EmitLoads(CodeWriter writer) => EmitLoads(writer, "float ");

    /// <summary>Loads the locals once more, from the array of <paramref name="other"/>.</summary>
    public void EmitReloads(CodeWriter writer, Columns other)
    {
        for (int i = 0; i < inLocals; i++) writer.Line($"{this[i]} = {other.Element(i)};");
    }

    /// <summary>The same locals over another array that holds as many values.</summary>
    public Columns Over(string otherArray) => new(otherArray, "0", local, Count, inLocals);

    private void EmitLoads(CodeWriter writer, string declaration)
    {
        foreach (int i in Enumerable.Range(0, inLocals)) writer.Line($"{declaration}{this[i]} = {Element(i)};");
    }

    private string Element(int column) => at switch
    {
        "0" => $"{array}[{Literal.Of(column)}]",
        _ when column == 0 => $"{array}[{at}]",
        _ => $"{array}[{at} + {Literal.Of(column)}]",
    };
}
