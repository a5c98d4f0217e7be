namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>An activation, value by value or softmax over all of them.</summary>
internal sealed class ActivationStage : BufferStage
{
    private readonly ActivationLayer layer;

    public ActivationStage(string name, ActivationLayer layer, Slot input, Slot output)
        : base(name, input, output) => this.layer = layer;

    protected override string Description => layer.Describe();

    public override void EmitWeights(CodeWriter writer)
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
    }
}

/// <summary>y = scale * x + shift.</summary>
internal sealed class AffineStage : BufferStage
{
    private readonly AffineLayer layer;

    public AffineStage(string name, AffineLayer layer, Slot input, Slot output)
        : base(name, input, output) => this.layer = layer;

    protected override string Description => layer.Describe();

    public override void EmitWeights(CodeWriter writer)
    {
        WeightRows.Emit(writer, Name + "Scale", layer.Scale.ToArray());
        WeightRows.Emit(writer, Name + "Shift", layer.Shift.ToArray());
    }

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions) =>
        writer.Line($"for (int i = 0; i < {layer.InputSize}; i++) y[to + i] = {Name}Scale[i] * x[at + i] + {Name}Shift[i];");
}

/// <summary>y = x + the first of the values that went into a residual layer.</summary>
internal sealed class AddStage : BufferStage
{
    private readonly Slot first;

    public AddStage(string name, Slot inner, Slot first, Slot output)
        : base(name, inner, output) => this.first = first;

    protected override string Description => $"the connection around layers, {Output.Width} value{(Output.Width == 1 ? "" : "s")}";

    protected override string MoreParameters => "float[] first, int from, ";

    protected override string MoreArguments => $"{first.Array}, {first.At}, ";

    protected override void EmitBody(CodeWriter writer, FunctionLibrary functions) =>
        writer.Line($"for (int i = 0; i < {Output.Width}; i++) y[to + i] = x[at + i] + first[from + i];");
}

/// <summary>What each direction ended with: the forward part of the last step, the backward part of the first.</summary>
internal sealed class FinalStatesStage : DeviceStage
{
    private readonly Slot input;
    private readonly int forward;

    public FinalStatesStage(Slot input, Slot output, int forward)
        : base("FinalStates", output)
    {
        this.input = input;
        this.forward = forward;
    }

    public override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line("// What each direction ended with.");
        using (writer.Block("private void FinalStates(float[] x, int steps, float[] y)"))
        {
            if (forward > 0) writer.Line($"Array.Copy(x, (steps - 1) * {input.Width}, y, 0, {forward});");
            writer.Line($"Array.Copy(x, {forward}, y, {forward}, {input.Width - forward});");
        }
    }

    public override void EmitCall(CodeWriter writer) => writer.Line($"FinalStates({input.Array}, steps, {Output.Array});");
}
