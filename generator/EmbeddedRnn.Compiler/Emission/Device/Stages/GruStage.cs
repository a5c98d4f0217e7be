using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>
/// What both gated recurrent units share: z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br); h' = z * h + (1 - z) * n. Where z is
/// exactly 1, the unit keeps its state to the bit and nothing else of it is computed.
/// </summary>
internal abstract class GruStage : CellStage
{
    protected const int Update = 0;
    protected const int Reset = 1;
    protected const int Candidate = 2;

    protected GruStage(string name, GruLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
    }

    public override bool HasGateRows => CanKeep && Options.Skipping;

    /// <summary>Rows of the update gate that are read from a table.</summary>
    protected int LoopedGateRows => System.Math.Max(0, Looped - Shape.GateRows);

    protected bool CanKeep => UpdateFunction.CanClose;

    protected bool CanReset => ResetFunction.CanClose;

    protected ActivationFunction UpdateFunction => Function(Update);

    protected ActivationFunction ResetFunction => Function(Reset);

    protected ActivationFunction CandidateFunction => Function(Candidate);

    /// <summary>The update gates of units whose other rows are looped, into the array "updates".</summary>
    protected void EmitUpdates(CodeWriter writer, FunctionLibrary functions)
    {
        if (LoopedGateRows > 0)
        {
            using (writer.Block($"for (int u = 0; u < {LoopedGateRows}; u++)")) EmitUpdate(writer, functions, Unit.Variable);
        }
        for (int unit = LoopedGateRows; unit < Looped; unit++) EmitUpdate(writer, functions, Unit.At(unit));
    }

    protected string UpdateOf(CodeWriter writer, FunctionLibrary functions, Unit unit) =>
        Activated(functions, UpdateFunction, Sum(writer, Gate(Update), unit, Inputs, OldState));

    /// <summary>The new state from "update" and "candidate".</summary>
    protected void EmitState(CodeWriter writer, Unit unit, string old) =>
        writer.Line($"{Written}[{unit.Text}] = {Product(UpdateFunction, "update", old)} + (1f - update) * candidate;");

    private void EmitUpdate(CodeWriter writer, FunctionLibrary functions, Unit unit) =>
        writer.Line($"updates[{unit.Text}] = {UpdateOf(writer, functions, unit)};");

    private ActivationFunction Function(int gate) => Cell.Functions[gate];
}
