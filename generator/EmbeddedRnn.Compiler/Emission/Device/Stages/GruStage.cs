using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br); h' = z * h + (1 - z) * n, with the candidate
/// n = tanh(Wn x + bWn + r * (Un h + bUn)), the reset after, or n = tanh(Wn x + Un (r * h) + bn), before.
/// </summary>
internal sealed class GruStage : CellStage
{
    private const int Update = 0;
    private const int Reset = 1;
    private const int Candidate = 2;

    private readonly bool resetAfter;

    public GruStage(string name, GruLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward) => resetAfter = cell.Reset == ResetPosition.After;

    public override void EmitFields(CodeWriter writer)
    {
        base.EmitFields(writer);
        writer.Line($"private readonly float[] {Field("Next")} = new float[{Cell.HiddenSize}];");
        if (!resetAfter) writer.Line($"private readonly float[] {Field("ResetMemory")} = new float[{Columns}];");
    }

    protected override void EmitBiases(CodeWriter writer, int gate, int first)
    {
        if (gate != Candidate || !resetAfter)
        {
            base.EmitBiases(writer, gate, first);
            return;
        }
        // The reset gate stands between the two.
        if (Cell.InputBias is { } input) WeightRows.Emit(writer, Bias(gate), Half(input, first));
        if (Cell.RecurrentBias is { } recurrent) WeightRows.Emit(writer, RecurrentBias, Half(recurrent, first));
    }

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"float[] next = {Field("Next")};");
        if (resetAfter) EmitResetAfter(writer, functions);
        else EmitResetBefore(writer, functions);
    }

    private string RecurrentBias => Name + "CandidateRecurrentBias";

    private void EmitResetAfter(CodeWriter writer, FunctionLibrary functions)
    {
        using (writer.Block($"for (int u = 0; u < {Cell.HiddenSize}; u++)"))
        {
            EmitSum(writer, "update", Update, "memory", first: true);
            EmitActivation(writer, functions, Update, "update");
            EmitSum(writer, "reset", Reset, "memory");
            EmitActivation(writer, functions, Reset, "reset");
            writer.Line($"row = {Rows(Candidate)}[u];");
            writer.Line($"float candidate = {(Cell.InputBias is null ? "0f" : $"{Bias(Candidate)}[u]")};");
            writer.Line($"for (int k = 0; k < {Inputs}; k++) candidate += row[k] * memory[k];");
            writer.Line($"float recurrent = {(Cell.RecurrentBias is null ? "0f" : $"{RecurrentBias}[u]")};");
            writer.Line($"for (int k = {Inputs}; k < {Columns}; k++) recurrent += row[k] * memory[k];");
            writer.Line("candidate += reset * recurrent;");
            EmitActivation(writer, functions, Candidate, "candidate");
            writer.Line($"next[u] = update * memory[{Inputs} + u] + (1f - update) * candidate;");
        }
        writer.Line($"Array.Copy(next, 0, memory, {Inputs}, {Cell.HiddenSize});");
    }

    // First all update gates into next and the reset state, then the units one by one in place.
    private void EmitResetBefore(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"float[] resetMemory = {Field("ResetMemory")};");
        writer.Line($"Array.Copy(x, at, resetMemory, 0, {Inputs});");
        using (writer.Block($"for (int u = 0; u < {Cell.HiddenSize}; u++)"))
        {
            EmitSum(writer, "update", Update, "memory", first: true);
            writer.Line($"next[u] = {Activated(functions, Update, "update")};");
            EmitSum(writer, "reset", Reset, "memory");
            EmitActivation(writer, functions, Reset, "reset");
            writer.Line($"resetMemory[{Inputs} + u] = reset * memory[{Inputs} + u];");
        }
        using (writer.Block($"for (int u = 0; u < {Cell.HiddenSize}; u++)"))
        {
            EmitSum(writer, "candidate", Candidate, "resetMemory", first: true);
            EmitActivation(writer, functions, Candidate, "candidate");
            writer.Line($"memory[{Inputs} + u] = next[u] * memory[{Inputs} + u] + (1f - next[u]) * candidate;");
        }
    }

    private float[] Half(Tensor bias, int first) => Enumerable.Range(first, Cell.HiddenSize).Select(row => bias[row]).ToArray();
}
