using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// z = s(Wz x + Uz h + bz); r = s(Wr x + Ur h + br); n = tanh(Wn x + Un (r * h) + b); h' = z * h + (1 - z) * n. The candidates read all
/// of r * h, so gates come first for all units.
/// </summary>
internal sealed class QuantisedGruBeforeStage : QuantisedCellStage
{
    private readonly GruLayer cell;
    private readonly FixedFunction update;
    private readonly FixedFunction reset;
    private readonly FixedFunction candidate;
    private readonly int updateRows;
    private readonly int resetRows;
    private readonly int candidateRows;

    public QuantisedGruBeforeStage(string name, GruLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        this.cell = cell;
        (update, reset, candidate) = (Gate(cell.UpdateFunction), Gate(cell.ResetFunction), Value(cell.CandidateFunction, Places));
        updateRows = Plan(0, update);
        resetRows = Plan(1, reset);
        candidateRows = Plan(2, candidate);
        Quantise();
    }

    public override long LeastMacs => Options.Skipping && CanClose(cell.UpdateFunction) ? 2 * RowMacs * Units : Macs;

    public override IReadOnlyList<(string Name, int Length)> Arrays => base.Arrays.Concat(new[] { (Field("Updates"), Units), (Field("Open"), Units) }).ToArray();

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns)
    {
        writer.Line("int update, candidate;");
        EmitUnits(writer, Units, Looped, unit =>
        {
            writer.Line($"updates[{unit.Text}] = {Of(writer, functions, update, updateRows, unit, columns)};");
            writer.Line($"update = {Of(writer, functions, reset, resetRows, unit, columns)};");
            writer.Line($"open[{unit.Text}] = update * hidden[{unit.Text}] + {Fixed.One / 2} >> {Fixed.Places};");
        });
        CountDone(writer, 2 * RowMacs * Units);
        writer.Line("// From here on h is r * h.");
        Load(writer, "open", "h", StateCount, declared: true);
        EmitUnits(writer, Units, Looped, unit =>
        {
            writer.Line($"update = updates[{unit.Text}];");
            Guarded(writer, CanClose(cell.UpdateFunction), $"update != {Fixed.One}", RowMacs, () =>
            {
                writer.Line($"candidate = {candidate.Of(functions, Matrix(candidateRows).Rescaled(writer, unit, columns), Places)};");
                writer.Line($"hidden[{unit.Text}] = update * hidden[{unit.Text}] + ({Fixed.One} - update) * candidate + {Fixed.One / 2} >> {Fixed.Places};");
                CountDone(writer, RowMacs);
            });
        });
    }
}
