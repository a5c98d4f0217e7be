using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// i, f, o = s(...); g = tanh(...); c' = f * c + i * g; h' = o * tanh(c'), or P (o * tanh(c')). Peepholes: i and f see the old
/// c, o the new one. Coupled: f = 1 - i.
/// </summary>
internal sealed class LstmStage : CellStage
{
    private readonly LstmLayer cell;

    public LstmStage(string name, LstmLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward) => this.cell = cell;

    public override IReadOnlyList<StatePiece> State =>
        base.State.Append(new StatePiece(Field("Cell"), 0, cell.HiddenSize, cell.InitialCell is null ? null : Name + "InitialCell")).ToArray();

    // Rows i, f, g, o in the weights and i, f, o in the peepholes; coupled, the f row is missing in both.
    private int Candidate => cell.Coupled ? 1 : 2;

    private int OutputGate => cell.Coupled ? 2 : 3;

    public override void EmitFields(CodeWriter writer)
    {
        base.EmitFields(writer);
        EmitMemory(writer, Field("Cell"), 0, cell.HiddenSize, cell.InitialCell);
        writer.Line($"private readonly float[] {Field("Next")} = new float[{cell.HiddenSize}];");
    }

    public override void EmitWeights(CodeWriter writer)
    {
        base.EmitWeights(writer);
        if (cell.InitialCell is not null) WeightRows.Emit(writer, Name + "InitialCell", cell.InitialCell.ToArray());
        if (cell.Peepholes is { } peepholes)
        {
            for (int row = 0; row < peepholes.Rows; row++) WeightRows.Emit(writer, Peephole(row), WeightRows.Row(peepholes, row));
        }
        if (cell.Projection is { } projection)
            WeightRows.Emit(writer, Name + "Projection", Enumerable.Range(0, projection.Rows).Select(row => WeightRows.Row(projection, row)));
    }

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"float[] cell = {Field("Cell")};");
        writer.Line($"float[] next = {Field("Next")};");
        using (writer.Block($"for (int u = 0; u < {cell.HiddenSize}; u++)"))
        {
            writer.Line("float c = cell[u];");
            EmitGate(writer, functions, "input", 0, 0);
            if (cell.Coupled) writer.Line("float forget = 1f - input;");
            else EmitGate(writer, functions, "forget", 1, 1);
            EmitSum(writer, "candidate", Candidate, "memory");
            EmitActivation(writer, functions, Candidate, "candidate");
            writer.Line("c = forget * c + input * candidate;");
            EmitGate(writer, functions, "output", OutputGate, cell.Coupled ? 1 : 2);
            writer.Line("cell[u] = c;");
            writer.Line($"next[u] = output * {Activated(functions, cell.Functions.Count - 1, "c")};");
        }
        if (cell.Projection is null)
        {
            writer.Line($"Array.Copy(next, 0, memory, {Inputs}, {cell.HiddenSize});");
            return;
        }
        using (writer.Block($"for (int p = 0; p < {cell.OutputSize}; p++)"))
        {
            writer.Line($"float[] row = {Name}Projection[p];");
            writer.Line("float sum = 0f;");
            writer.Line($"for (int k = 0; k < {cell.HiddenSize}; k++) sum += row[k] * next[k];");
            writer.Line($"memory[{Inputs} + p] = sum;");
        }
    }

    private void EmitGate(CodeWriter writer, FunctionLibrary functions, string gate, int rows, int peephole)
    {
        EmitSum(writer, gate, rows, "memory", first: rows == 0);
        if (cell.Peepholes is not null) writer.Line($"{gate} += {Peephole(peephole)}[u] * c;");
        EmitActivation(writer, functions, rows, gate);
    }

    private string Peephole(int row) => $"{Name}{(row == 0 ? "Input" : row == cell.Peepholes!.Rows - 1 ? "Output" : "Forget")}Peephole";
}
