namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>y = scale * x + shift.</summary>
internal sealed class AffineStage : BufferStage
{
    private readonly AffineLayer layer;

    public AffineStage(string name, AffineLayer layer, Slot input, Slot output)
        : base(name, input, output) => this.layer = layer;

    public override string Description => layer.Describe();

    public override long Macs => layer.MacsPerStep;

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        WeightRows.Emit(writer, Name + "Scale", layer.Scale.ToArray());
        WeightRows.Emit(writer, Name + "Shift", layer.Shift.ToArray());
    }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"for (int i = 0; i < {layer.InputSize}; i++) y[to + i] = {Name}Scale[i] * x[at + i] + {Name}Shift[i];");
        CountDone(writer, Macs);
    }
}
