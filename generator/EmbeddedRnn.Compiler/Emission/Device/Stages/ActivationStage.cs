namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>An activation, value by value or softmax over all of them.</summary>
internal sealed class ActivationStage : BufferStage
{
    private readonly ActivationLayer layer;

    public ActivationStage(string name, ActivationLayer layer, Slot input, Slot output)
        : base(name, input, output) => this.layer = layer;

    public override string Description => layer.Describe();

    public override long Macs => layer.MacsPerStep;

    public override void EmitWeights(CodeWriter writer, FunctionLibrary functions)
    {
        if (layer.Slopes is not null) WeightRows.Emit(writer, Name + "Slopes", layer.Slopes.ToArray());
    }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions)
    {
        if (layer.Function.Kind == ActivationKind.Softmax)
        {
            functions.Require("Softmax");
            writer.Line($"Softmax(x, at, y, to, {layer.InputSize});");
            return;
        }
        using (writer.Block($"for (int i = 0; i < {layer.InputSize}; i++)"))
        {
            writer.Line("float value = x[at + i];");
            writer.Line(layer.Slopes is null
                ? $"y[to + i] = {functions.Call(layer.Function, null, "value")};"
                : $"y[to + i] = value < 0f ? {Name}Slopes[i] * value : value;");
        }
        CountDone(writer, Macs);
    }
}
