namespace EmbeddedRnn.Compiler.Emission.Device.Stages;

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

    public override string Description => "what each direction ended with";

    public override long Macs => 0;

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
