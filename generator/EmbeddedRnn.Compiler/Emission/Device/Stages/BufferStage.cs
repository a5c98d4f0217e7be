namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

/// <summary>A layer that writes its values into a buffer: a method of input, place, output, place.</summary>
internal abstract class BufferStage : DeviceStage
{
    private readonly Slot input;

    protected BufferStage(string name, Slot input, Slot output)
        : base(name, output) => this.input = input;

    public sealed override void EmitMethod(CodeWriter writer, FunctionLibrary functions)
    {
        writer.Line($"// {Description}: {ShapeDescription}.");
        using (writer.Block($"private void {Name}(float[] x, int at, {MoreParameters}float[] y, int to)")) EmitBody(writer, functions);
    }

    public override void EmitCall(CodeWriter writer) => writer.Line($"{Name}({input.Array}, {input.At}, {MoreArguments}{Output.Array}, {Output.At});");

    /// <summary>Parameters between input and output, each with its comma.</summary>
    protected virtual string MoreParameters => "";

    /// <summary>Their arguments.</summary>
    protected virtual string MoreArguments => "";

    protected abstract void EmitBody(CodeWriter writer, FunctionLibrary functions);
}
