using System;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>A layer whose values are sums of rows: the first ones in a loop, the others written out.</summary>
internal abstract class RowsStage : BufferStage
{
    private const int MostLocals = 240;

    protected RowsStage(string name, Slot input, Slot output)
        : base(name, input, output)
    {
    }

    public override int Units => Output.Width;

    protected abstract Matrix Matrix { get; }

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        if (Looped > 0) functions.Require("Rows");
        Matrix.EmitTable(writer, Looped);
    }

    /// <summary>The values that all rows are multiplied with.</summary>
    protected Columns Values(string array, string at, int count) => new(array, at, "x", count, Shape.ColumnLoops ? 0 : Math.Min(count, MostLocals));

    /// <summary>All rows over the same values.</summary>
    protected void EmitRows(CodeWriter writer, FunctionLibrary functions, Columns values)
    {
        if (Shape.ColumnLoops) functions.Require("Products");
        values.EmitLoads(writer);
        if (!Shape.ColumnLoops && Matrix.NeedsSum(values.Count)) writer.Line("float sum;");
        if (Looped > 0)
        {
            writer.Line("float[] row;");
            using (writer.Block($"for (int u = 0; u < {Looped}; u++)")) writer.Line($"y[to + u] = {Matrix.Sum(writer, Unit.Variable, Shape.ColumnLoops, values)};");
        }
        for (int u = Looped; u < Units; u++) writer.Line($"y[{(u == 0 ? "to" : $"to + {u}")}] = {Matrix.Sum(writer, Unit.At(u), false, values)};");
        CountDone(writer, Macs);
    }
}
