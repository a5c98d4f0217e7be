using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// The unit with the reset before the matrix product: n = tanh(Wn x + Un (r * h) + b). The candidates read all of r * h, so gates come
/// first for all units.
/// </summary>
internal sealed class QuantisedGruBeforeStage : QuantisedGruStage
{
    private readonly int candidateRows;

    public QuantisedGruBeforeStage(string name, GruLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        candidateRows = Plan(CandidateGate, Candidate);
        Quantise();
    }

    public override long LeastMacs => Options.Skipping && CanKeep ? 2 * RowMacs * Units : Macs;

    public override IReadOnlyList<(string Name, int Length)> Arrays => base.Arrays.Concat(new[] { (Field("Updates"), Units), (Field("Open"), Units) }).ToArray();

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns)
    {
        writer.Line("int update, candidate;");
        EmitUnits(writer, Units, Looped, unit =>
        {
            writer.Line($"updates[{unit.Text}] = {UpdateOf(writer, functions, unit, columns)};");
            writer.Line($"update = {ResetOf(writer, functions, unit, columns)};");
            writer.Line($"open[{unit.Text}] = update * hidden[{unit.Text}] + {Fixed.One / 2} >> {Fixed.Places};");
        });
        CountDone(writer, 2 * RowMacs * Units);
        writer.Line("// From here on h is r * h.");
        Load(writer, "open", "h", StateCount, unit => Reads(candidateRows, InputCount + unit), declared: true);
        EmitUnits(writer, Units, Looped, unit =>
        {
            writer.Line($"update = updates[{unit.Text}];");
            Guarded(writer, CanKeep, IsLive, RowMacs, () =>
            {
                writer.Line($"candidate = {Candidate.Of(functions, Matrix(candidateRows).Rescaled(writer, unit, columns), Places)};");
                EmitState(writer, unit);
                CountDone(writer, RowMacs);
            });
        });
    }
}
