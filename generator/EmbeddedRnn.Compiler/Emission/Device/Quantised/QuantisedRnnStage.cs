namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>h' = f(W x + U h + b).</summary>
internal sealed class QuantisedRnnStage : QuantisedCellStage
{
    private readonly FixedFunction function;
    private readonly int hidden;

    public QuantisedRnnStage(string name, RnnLayer cell, FixedValues input, StateRange range, WeightFormat format)
        : base(name, cell, input, range, format)
    {
        function = Value(cell.Function!, Places);
        hidden = Plan(0, function);
        Quantise();
    }

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions, string[] columns)
    {
        EmitUnits(writer, Units, Looped, unit =>
            writer.Line($"hidden[{unit.Text}] = {function.Of(functions, Matrix(hidden).Rescaled(writer, unit, columns), Places)};"));
        CountDone(writer, Macs);
    }
}
