using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// The unit with the reset after the matrix product, n = tanh(Wn x + bWn + r * (Un h + bUn)). Its own reset gate is all that reads
/// the recurrent half of its candidate's row, and it alone reads its reset gate.
/// </summary>
internal sealed class GruAfterStage : GruStage
{
    private readonly Matrix candidateInput;
    private readonly Matrix candidateRecurrent;

    public GruAfterStage(string name, GruLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
        candidateInput = Half(Candidate, "CandidateInput", cell.InputWeights, cell.InputBias);
        candidateRecurrent = Half(Candidate, "CandidateRecurrent", cell.RecurrentWeights, cell.RecurrentBias);
    }

    public override long LeastMacs => !Options.Skipping ? Macs : CanKeep ? RowMacs * Units : CanReset ? Macs - (long)StateCount * Units : Macs;

    public override IReadOnlyList<(string Name, int Length)> Arrays => Shape.GateRows == 0 ? base.Arrays : base.Arrays.Append((Field("Updates"), Units)).ToArray();

    protected override IEnumerable<(Matrix Matrix, int Looped)> Matrices =>
        new[] { (Gate(Update), LoopedGateRows), (Gate(Reset), Looped), (candidateInput, Looped), (candidateRecurrent, Looped) };

    private long RowMacs => InputCount + StateCount;

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        EmitSumLocals(writer, Looped > 0, InputCount + StateCount);
        if (!InPlace && CanKeep) writer.Line($"Array.Copy(hidden, 0, next, 0, {StateCount});");
        if (Shape.GateRows > 0) EmitUpdates(writer, functions);
        writer.Line($"float update, reset, candidate{(CanReset && !Options.Skipping ? ", recurrent" : "")};");
        EmitUnits(writer, unit => EmitUnit(writer, functions, unit));
        if (!InPlace) writer.Line($"Array.Copy(next, 0, hidden, 0, {StateCount});");
    }

    private void EmitUnit(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        writer.Line(Shape.GateRows > 0 && unit.Number is null ? "update = updates[u];" : $"update = {UpdateOf(writer, functions, unit)};");
        CountDone(writer, RowMacs);
        if (!CanKeep)
        {
            EmitRest(writer, functions, unit);
            EmitState(writer, unit, Own(unit));
        }
        else if (Options.Skipping)
        {
            using (writer.Block("if (update != 1f)"))
            {
                EmitRest(writer, functions, unit);
                EmitState(writer, unit, Own(unit));
            }
            CountSkipped(writer, 2 * RowMacs);
        }
        else
        {
            EmitRest(writer, functions, unit);
            using (writer.Block("if (update != 1f)")) EmitState(writer, unit, Own(unit));
        }
    }

    private void EmitRest(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        string Recurrent() => Sum(writer, candidateRecurrent, unit, OldState);
        writer.Line($"reset = {Activated(functions, ResetFunction, Sum(writer, Gate(Reset), unit, Inputs, OldState))};");
        writer.Line($"candidate = {Sum(writer, candidateInput, unit, Inputs)};");
        CountDone(writer, RowMacs + InputCount);
        if (!CanReset)
        {
            writer.Line($"candidate += reset * ({Recurrent()});");
            CountDone(writer, StateCount);
        }
        else if (Options.Skipping)
        {
            using (writer.Block("if (reset != 0f)"))
            {
                writer.Line($"candidate += reset * ({Recurrent()});");
                CountDone(writer, StateCount);
            }
            CountSkipped(writer, StateCount);
        }
        else
        {
            writer.Line($"recurrent = {Recurrent()};");
            writer.Line("if (reset != 0f) candidate += reset * recurrent;");
            CountDone(writer, StateCount);
        }
        string value = Activated(functions, CandidateFunction, "candidate");
        if (value != "candidate") writer.Line($"candidate = {value};");
    }
}
