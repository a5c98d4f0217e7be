namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>y = x + the first of the values that went into a residual layer.</summary>
internal sealed class AddStage : BufferStage
{
    private readonly Slot first;

    public AddStage(string name, Slot inner, Slot first, Slot output)
        : base(name, inner, output) => this.first = first;

    public override long Macs => 0;

    public override string Description => $"the connection around layers, {Output.Width} value{(Output.Width == 1 ? "" : "s")}";

    protected override string MoreParameters => "float[] first, int from, ";

    protected override string MoreArguments => $"{first.Array}, {first.At}, ";

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions) =>
        writer.Line($"for (int i = 0; i < {Output.Width}; i++) y[to + i] = x[at + i] + first[from + i];");
}
