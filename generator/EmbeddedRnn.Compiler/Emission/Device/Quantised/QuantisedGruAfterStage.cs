using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br); n = tanh(Wn x + bWn + r * (Un h + bUn)); h' = z * h + (1 - z) * n. In whole numbers
/// a gate of exactly 1 keeps the state and one of exactly 0 closes the product without being asked; asking spares the work.
/// </summary>
internal sealed class QuantisedGruAfterStage : QuantisedCellStage
{
    private readonly GruLayer cell;
    private readonly FixedFunction update;
    private readonly FixedFunction reset;
    private readonly FixedFunction candidate;
    private readonly int updateRows;
    private readonly int resetRows;
    private readonly int inputRows;
    private readonly int recurrentRows;

    public QuantisedGruAfterStage(string name, GruLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        this.cell = cell;
        (update, reset, candidate) = (Gate(cell.UpdateFunction), Gate(cell.ResetFunction), Value(cell.CandidateFunction, Places));
        updateRows = Plan(0, update);
        resetRows = Plan(1, reset);
        inputRows = Plan("CandidateInput", 2, candidate, cell.InputWeights, null, cell.InputBias, null);
        recurrentRows = Plan("CandidateRecurrent", 2, candidate with { Shift = 0 }, null, cell.RecurrentWeights, cell.RecurrentBias, null);
        Quantise();
    }

    public override long LeastMacs => !Options.Skipping ? Macs
        : CanClose(cell.UpdateFunction) ? RowMacs * Units
        : CanClose(cell.ResetFunction) ? Macs - (long)StateCount * Units : Macs;

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns)
    {
        string[] x = columns.Take(InputCount).ToArray(), h = columns.Skip(InputCount).ToArray();
        writer.Line("int update, reset, candidate;");
        EmitUnits(writer, Units, Looped, unit =>
        {
            writer.Line($"update = {Of(writer, functions, update, updateRows, unit, columns)};");
            CountDone(writer, RowMacs);
            Guarded(writer, CanClose(cell.UpdateFunction), $"update != {Fixed.One}", 2 * RowMacs, () => EmitRest(writer, functions, unit, columns, x, h));
        });
    }

    private void EmitRest(CodeWriter writer, FunctionLibrary functions, Unit unit, string[] columns, string[] x, string[] h)
    {
        writer.Line($"reset = {Of(writer, functions, reset, resetRows, unit, columns)};");
        writer.Line($"candidate = {Matrix(inputRows).Rescaled(writer, unit, x)};");
        CountDone(writer, RowMacs + InputCount);
        Guarded(writer, CanClose(cell.ResetFunction), "reset != 0", StateCount, () =>
        {
            writer.Line($"candidate = candidate + (int)((long)reset * {Matrix(recurrentRows).Rescaled(writer, unit, h)} + {Fixed.One / 2} >> {Fixed.Places});");
            CountDone(writer, StateCount);
        });
        writer.Line($"candidate = {candidate.Of(functions, "candidate", Places)};");
        writer.Line($"hidden[{unit.Text}] = update * hidden[{unit.Text}] + ({Fixed.One} - update) * candidate + {Fixed.One / 2} >> {Fixed.Places};");
    }
}
