namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>h' = f(W x + U h + b). The new state is complete before it replaces the old one.</summary>
internal sealed class RnnStage : CellStage
{
    public RnnStage(string name, RnnLayer cell, Slot input, Slot? copyTo, bool backward)
        : base(name, cell, input, copyTo, backward)
    {
    }

    public override void EmitFields(CodeWriter writer)
    {
        base.EmitFields(writer);
        writer.Line($"private readonly float[] {Field("Next")} = new float[{Cell.HiddenSize}];");
    }

    protected override void EmitStep(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"float[] next = {Field("Next")};");
        using (writer.Block($"for (int u = 0; u < {Cell.HiddenSize}; u++)"))
        {
            EmitSum(writer, "sum", 0, "memory", first: true);
            writer.Line($"next[u] = {Activated(functions, 0, "sum")};");
        }
        writer.Line($"Array.Copy(next, 0, memory, {Inputs}, {Cell.HiddenSize});");
    }
}
