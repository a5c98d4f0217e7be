using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>The unit with the reset after the matrix product: n = tanh(Wn x + bWn + r * (Un h + bUn)).</summary>
internal sealed class QuantisedGruAfterStage : QuantisedGruStage
{
    private readonly int inputRows;
    private readonly int recurrentRows;

    public QuantisedGruAfterStage(string name, GruLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        inputRows = Plan("CandidateInput", CandidateGate, Candidate, cell.InputWeights, null, cell.InputBias, null);
        recurrentRows = Plan("CandidateRecurrent", CandidateGate, Candidate with { Shift = 0 }, null, cell.RecurrentWeights, cell.RecurrentBias, null);
        Quantise();
    }

    public override long LeastMacs => !Options.Skipping ? Macs : CanKeep ? RowMacs * Units : CanReset ? Macs - (long)StateCount * Units : Macs;

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns)
    {
        string[] x = columns.Take(InputCount).ToArray(), h = columns.Skip(InputCount).ToArray();
        writer.Line("int update, reset, candidate;");
        EmitUnits(writer, Units, Looped, unit =>
        {
            writer.Line($"update = {UpdateOf(writer, functions, unit, columns)};");
            CountDone(writer, RowMacs);
            Guarded(writer, CanKeep, IsLive, 2 * RowMacs, () => EmitRest(writer, functions, unit, columns, x, h));
        });
    }

    private void EmitRest(CodeWriter writer, FunctionLibrary functions, Unit unit, string[] columns, string[] x, string[] h)
    {
        writer.Line($"reset = {ResetOf(writer, functions, unit, columns)};");
        writer.Line($"candidate = {Matrix(inputRows).Rescaled(writer, unit, x)};");
        CountDone(writer, RowMacs + InputCount);
        Guarded(writer, CanReset, "reset != 0", StateCount, () =>
        {
            writer.Line($"candidate = candidate + (int)((long)reset * {Matrix(recurrentRows).Rescaled(writer, unit, h)} + {Fixed.One / 2} >> {Fixed.Places});");
            CountDone(writer, StateCount);
        });
        writer.Line($"candidate = {Candidate.Of(functions, "candidate", Places)};");
        EmitState(writer, unit);
    }
}
