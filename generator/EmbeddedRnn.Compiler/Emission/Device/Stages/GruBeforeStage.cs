using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// The unit with the reset before the matrix product, n = tanh(Wn x + Un (r * h) + bn). Every candidate reads every reset gate, so
/// all gates come first, then the units one by one where the old state was.
/// </summary>
internal sealed class GruBeforeStage : GruStage
{
    public GruBeforeStage(string name, GruLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
    }

    public override long LeastMacs => Options.Skipping && CanKeep ? Macs - RowMacs * Units : Macs;

    public override IReadOnlyList<(string Name, int Length)> Arrays => base.Arrays.Append((Field("Updates"), Units)).Append((Field("ResetState"), Units)).ToArray();

    // The candidates read the reset state, never the hidden one.
    protected override bool InPlace => true;

    protected override IEnumerable<(Matrix Matrix, int Looped)> Matrices =>
        new[] { (Gate(Update), LoopedGateRows), (Gate(Reset), Looped), (Gate(Candidate), Looped) };

    private long RowMacs => InputCount + StateCount;

    private Columns ResetState => OldState.Over("resetState");

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        EmitSumLocals(writer, Looped > 0, InputCount + StateCount);
        writer.Line("float reset, update, candidate;");
        EmitUpdates(writer, functions);
        EmitUnits(writer, unit => EmitGates(writer, functions, unit));
        if (!Shape.ColumnLoops) writer.Line("// From here on h is the old state times the reset gate.");
        OldState.EmitReloads(writer, ResetState);
        EmitUnits(writer, unit => EmitUnit(writer, functions, unit));
    }

    private void EmitGates(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        if (unit.Number is not null) writer.Line($"updates[{unit.Text}] = {UpdateOf(writer, functions, unit)};");
        writer.Line($"reset = {Activated(functions, ResetFunction, Sum(writer, Gate(Reset), unit, Inputs, OldState))};");
        string product = Product(ResetFunction, "reset", Own(unit));
        writer.Line($"resetState[{unit.Text}] = {product};");
        CountDone(writer, 2 * RowMacs);
    }

    private void EmitUnit(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        string old = $"hidden[{unit.Text}]";
        void EmitCandidate()
        {
            writer.Line($"candidate = {Activated(functions, CandidateFunction, Sum(writer, Gate(Candidate), unit, Inputs, ResetState))};");
            CountDone(writer, RowMacs);
        }

        writer.Line($"update = updates[{unit.Text}];");
        if (!CanKeep)
        {
            EmitCandidate();
            EmitState(writer, unit, old);
        }
        else if (Options.Skipping)
        {
            using (writer.Block("if (update != 1f)"))
            {
                EmitCandidate();
                EmitState(writer, unit, old);
            }
            CountSkipped(writer, RowMacs);
        }
        else
        {
            EmitCandidate();
            using (writer.Block("if (update != 1f)")) EmitState(writer, unit, old);
        }
    }
}
