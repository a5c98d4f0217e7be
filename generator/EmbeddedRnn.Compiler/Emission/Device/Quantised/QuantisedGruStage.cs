using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// What both gated recurrent units share in whole numbers: z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br); h' = z * h + (1 - z) * n. A gate
/// of exactly 1 keeps the state and one of exactly 0 closes the product without being asked; asking spares the work.
/// </summary>
internal abstract class QuantisedGruStage : QuantisedCellStage
{
    protected const int CandidateGate = 2;

    private readonly GruLayer cell;
    private readonly FixedFunction update;
    private readonly FixedFunction reset;
    private readonly int updateRows;
    private readonly int resetRows;

    protected QuantisedGruStage(string name, GruLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        this.cell = cell;
        (update, reset, Candidate) = (Gate(cell.UpdateFunction), Gate(cell.ResetFunction), Value(cell.CandidateFunction, Places));
        updateRows = Plan(0, update);
        resetRows = Plan(1, reset);
    }

    protected bool CanKeep => CanClose(cell.UpdateFunction);

    protected bool CanReset => CanClose(cell.ResetFunction);

    protected FixedFunction Candidate { get; }

    /// <summary>What asks whether a unit, whose gate is in "update", takes anything new.</summary>
    protected static string IsLive { get; } = $"update != {Fixed.One}";

    protected string UpdateOf(CodeWriter writer, FunctionLibrary functions, Unit unit, string[] columns) => Of(writer, functions, update, updateRows, unit, columns);

    protected string ResetOf(CodeWriter writer, FunctionLibrary functions, Unit unit, string[] columns) => Of(writer, functions, reset, resetRows, unit, columns);

    /// <summary>The new state from "update" and "candidate".</summary>
    protected static void EmitState(CodeWriter writer, Unit unit) =>
        writer.Line($"hidden[{unit.Text}] = update * hidden[{unit.Text}] + ({Fixed.One} - update) * candidate + {Fixed.One / 2} >> {Fixed.Places};");
}
