using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Rows;

/// <summary>
/// The sums of many rows of a cell side by side, each in a local: the biases, then column after column, the input's first. So each
/// sum runs in the order of <see cref="Matrix"/> and has its bits, and a column of the state that is exactly 0 can be left out.
/// </summary>
internal sealed class ColumnSums
{
    private readonly string name;
    private readonly (Matrix Matrix, int Row)[] rows;

    /// <param name="name">What the names of static arrays start with.</param>
    /// <param name="gates">The rows, gate after gate.</param>
    public ColumnSums(string name, IReadOnlyList<Matrix> gates)
    {
        this.name = name;
        rows = gates.SelectMany(gate => Enumerable.Range(0, gate.Count).Select(row => (gate, row))).ToArray();
    }

    /// <summary>Number of sums.</summary>
    public int Count => rows.Length;

    /// <summary>A sum.</summary>
    public static string Local(int sum) => "s" + Literal.Of(sum);

    /// <summary>The static arrays that loops run over: the biases, and the columns as rows.</summary>
    public void EmitTables(CodeWriter writer)
    {
        float[][] columns = Enumerable.Range(0, rows[0].Matrix.Columns).Select(c => rows.Select(r => r.Matrix[r.Row, c]).ToArray()).ToArray();
        WeightRows.Emit(writer, name + "Columns", new[] { rows.Select(r => r.Matrix.Bias(r.Row)).ToArray() }.Concat(columns).ToArray());
    }

    /// <summary>Every weight a literal.</summary>
    /// <param name="writer">Where the code goes.</param>
    /// <param name="inputs">The input.</param>
    /// <param name="state">The old state, or what a gate leaves of it.</param>
    /// <param name="skipping">Whether columns of state that is 0 are left out.</param>
    /// <param name="done">What counts a column that is done; "" for nothing.</param>
    /// <param name="skipped">What counts one that is left out.</param>
    public void EmitWritten(CodeWriter writer, Columns inputs, Columns state, bool skipping, string done, string skipped)
    {
        for (int i = 0; i < Count; i++) writer.Line($"float {Local(i)} = {rows[i].Matrix.Sum(writer, Unit.At(rows[i].Row), false, inputs)};");
        for (int c = 0; c < state.Count; c++)
        {
            int column = c;
            Guarded(writer, state[c], skipping, done, skipped, () =>
            {
                for (int i = 0; i < Count; i++) writer.Line($"{Local(i)} += {Literal.Of(rows[i].Matrix[rows[i].Row, inputs.Count + column])} * {state[column]};");
            });
        }
    }

    /// <summary>Loops over the columns, those of the state from the array <paramref name="state"/>; the sums end in the array "sums".</summary>
    public void EmitLoops(CodeWriter writer, int inputs, string state, int states, bool skipping, string done, string skipped)
    {
        writer.Line($"float[] column = {name}Columns[0];");
        writer.Line("float value;");
        for (int i = 0; i < Count; i++) writer.Line($"float {Local(i)} = column[{Literal.Of(i)}];");
        void Add()
        {
            for (int i = 0; i < Count; i++) writer.Line($"{Local(i)} += column[{Literal.Of(i)}] * value;");
        }

        using (writer.Block($"for (int k = 0; k < {Literal.Of(inputs)}; k++)"))
        {
            writer.Line($"column = {name}Columns[k + 1];");
            writer.Line("value = x[at + k];");
            Add();
        }
        using (writer.Block($"for (int k = 0; k < {Literal.Of(states)}; k++)"))
        {
            writer.Line($"value = {state}[k];");
            Guarded(writer, "value", skipping, done, skipped, () =>
            {
                writer.Line($"column = {name}Columns[k + {Literal.Of(inputs + 1)}];");
                Add();
            });
        }
        for (int i = 0; i < Count; i++) writer.Line($"sums[{Literal.Of(i)}] = {Local(i)};");
    }

    private static void Guarded(CodeWriter writer, string value, bool skipping, string done, string skipped, System.Action emit)
    {
        if (!skipping)
        {
            emit();
            if (done.Length > 0) writer.Line(done);
            return;
        }
        using (writer.Block($"if ({value} != 0f)"))
        {
            emit();
            if (done.Length > 0) writer.Line(done);
        }
        if (skipped.Length > 0) writer.Line("else " + skipped);
    }
}
