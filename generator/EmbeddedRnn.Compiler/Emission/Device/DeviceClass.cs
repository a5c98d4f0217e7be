using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Stages;
using EmbeddedRnn.Compiler.Planning.Device.Il;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>The members of a class whose layers have their shapes, and what they take.</summary>
internal sealed class DeviceClass
{
    public DeviceClass(DevicePlan plan)
    {
        Plan = plan;
        var functions = new FunctionLibrary();
        Weights = Text(writer =>
        {
            foreach (DeviceStage stage in plan.Stages) stage.EmitWeights(writer, functions);
        });
        Members = Text(writer => Emit(writer, functions));
        Size = ClassReader.Measure(ConstructorName, Weights, Members);
        IlBytes = Size.Methods.Sum(m => m.Size.Bytes);
    }

    public DevicePlan Plan { get; }

    /// <summary>The members but the weights.</summary>
    public string Members { get; }

    /// <summary>The weights that stand in static arrays.</summary>
    public string Weights { get; }

    public ClassSize Size { get; }

    public int IlBytes { get; }

    private string ConstructorName => Plan.Target.Name;

    /// <summary>A layer alone.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="stage">The layer.</param>
    /// <param name="shared">Methods that other layers may call too.</param>
    public static ClassSize Measure(DevicePlan plan, DeviceStage stage, out HashSet<string> shared)
    {
        var functions = new FunctionLibrary();
        string weights = Text(writer => stage.EmitWeights(writer, functions));
        string members = Text(writer =>
        {
            DeviceMembers.EmitCounters(writer, plan);
            stage.EmitFields(writer);
            stage.EmitMethod(writer, functions);
            functions.Emit(writer);
        });
        shared = new HashSet<string>(functions.Names);
        return ClassReader.Measure(plan.Target.Name, weights, members);
    }

    private static string Text(System.Action<CodeWriter> emit)
    {
        var writer = new CodeWriter();
        emit(writer);
        return writer.ToString();
    }

    private void Emit(CodeWriter writer, FunctionLibrary functions)
    {
        DeviceMembers.EmitConstants(writer, Plan);
        DeviceMembers.EmitCounters(writer, Plan);
        if (!Plan.Streams) writer.Line("private readonly int longest;");
        foreach ((string name, int width, bool whole) in Plan.Buffers)
            writer.Line(whole ? $"private readonly float[] {name};" : $"private readonly float[] {name} = new float[{width}];");
        foreach ((string name, int width) in Plan.IntegerBuffers) writer.Line($"private readonly int[] {name} = new int[{width}];");
        foreach (DeviceStage stage in Plan.Stages) stage.EmitFields(writer);
        writer.Line();
        if (Plan.Streams) StreamingMembers.Emit(writer, Plan);
        else SequenceMembers.Emit(writer, Plan);
        writer.Line();
        if (Plan.Stages.Any(stage => stage.State.Any(piece => piece.Places is not null))) functions.Require("Fixed");
        DeviceMembers.EmitState(writer, Plan);
        writer.Line();
        foreach (DeviceStage stage in Plan.Stages)
        {
            stage.EmitMethod(writer, functions);
            writer.Line();
        }
        DeviceMembers.EmitRequire(writer);
        functions.Emit(writer);
    }
}
