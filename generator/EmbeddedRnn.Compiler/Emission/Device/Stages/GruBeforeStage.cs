using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// The unit with the reset before the matrix product, n = tanh(Wn x + Un (r * h) + bn). Every candidate reads every reset gate, so
/// all gates come first, then the units one by one where the old state was. By columns, the candidates' sums come between them: a
/// column whose r * h is 0 is left out for all units, and a unit that keeps its state spares its candidate's function alone.
/// </summary>
internal sealed class GruBeforeStage : GruStage
{
    public GruBeforeStage(string name, GruLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
    }

    public override bool HasColumns => CanReset && InputCount + 2 * Units <= MostLocals;

    // As for an LSTM: a gate that has to saturate is closed too seldom for statements by columns.
    public override bool MayProfitFromColumns => Options.Skipping && ResetFunction.Kind == ActivationKind.Step;

    public override long ColumnMacs => RowMacs * Units;

    public override long LeastMacs => (Options.Skipping, Shape.ByColumns) switch
    {
        (true, true) => Macs - (long)StateCount * Units,
        (true, false) when CanKeep => Macs - RowMacs * Units,
        _ => Macs,
    };

    public override IReadOnlyList<(string Name, int Length)> Arrays =>
        base.Arrays.Append((Field("Updates"), Units)).Append((Field("ResetState"), Units))
            .Concat(RolledColumns ? new[] { (Field("Sums"), Units) } : Enumerable.Empty<(string, int)>()).ToArray();

    // The candidates read the reset state, never the hidden one.
    protected override bool InPlace => true;

    protected override IEnumerable<(Matrix Matrix, int Looped)> Matrices =>
        new[] { (Gate(Update), LoopedGateRows), (Gate(Reset), Looped) }
            .Concat(Shape.ByColumns ? Enumerable.Empty<(Matrix, int)>() : new[] { (Gate(Candidate), Looped) });

    private long RowMacs => InputCount + StateCount;

    // Products of a candidate's row that are counted with its unit.
    private long CandidateMacs => Shape.ByColumns ? 0 : RowMacs;

    private bool RolledColumns => Shape.ByColumns && Shape.Units == 0;

    private ColumnSums Sums => new(Name + "Candidate", new[] { Gate(Candidate) });

    private Columns ResetState => OldState.Over("resetState");

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        base.EmitWeights(writer, functions);
        if (RolledColumns) Sums.EmitTables(writer);
    }

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        EmitSumLocals(writer, Looped > 0, InputCount + StateCount);
        writer.Line("float reset, update, candidate;");
        EmitUpdates(writer, functions);
        EmitUnits(writer, unit => EmitGates(writer, functions, unit));
        if (RolledColumns)
        {
            EmitColumns(writer);
        }
        else
        {
            if (!Shape.ColumnLoops) writer.Line("// From here on h is the old state times the reset gate.");
            OldState.EmitReloads(writer, ResetState);
            if (Shape.ByColumns) EmitColumns(writer);
        }
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

    private void EmitColumns(CodeWriter writer)
    {
        ColumnSums sums = Sums;
        string Counted(string name) => Options.CountMacs ? $"{name} += {Literal.Of(sums.Count)};" : "";
        if (RolledColumns) sums.EmitLoops(writer, InputCount, "resetState", StateCount, Options.Skipping, Counted("MacsDone"), Counted("MacsSkipped"));
        else sums.EmitWritten(writer, Inputs, ResetState, Options.Skipping, Counted("MacsDone"), Counted("MacsSkipped"));
        CountDone(writer, (long)sums.Count * InputCount);
    }

    private string CandidateSum(CodeWriter writer, Unit unit) =>
        !Shape.ByColumns ? Sum(writer, Gate(Candidate), unit, Inputs, ResetState)
        : unit.Number is { } number ? ColumnSums.Local(number)
        : "sums[u]";

    private void EmitUnit(CodeWriter writer, FunctionLibrary functions, Unit unit)
    {
        string old = $"hidden[{unit.Text}]";
        void EmitCandidate()
        {
            writer.Line($"candidate = {Activated(functions, CandidateFunction, CandidateSum(writer, unit))};");
            CountDone(writer, CandidateMacs);
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
            CountSkipped(writer, CandidateMacs);
        }
        else
        {
            EmitCandidate();
            using (writer.Block("if (update != 1f)")) EmitState(writer, unit, old);
        }
    }
}
