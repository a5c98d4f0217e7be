using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission;
using EmbeddedRnn.Compiler.Emission.Device;
using EmbeddedRnn.Compiler.Emission.Device.Stages;

namespace EmbeddedRnn.Compiler;

/// <summary>
/// From a model to the C# of the device profile: C# 9 for .NET nanoFramework's mscorlib alone, weights in static rows, loops over
/// columns, float arithmetic in one fixed order.
/// </summary>
public static class DeviceCompiler
{
    /// <summary>
    /// The most bytes of weights that a class may have. The static data and the signatures of a nanoFramework assembly take less
    /// than 65,536 bytes together; beyond that they wrap without a word.
    /// </summary>
    public const int MostWeightBytes = 64_000;

    /// <summary>Generates the rest of the user's partial class.</summary>
    /// <param name="target">The class to complete; not a record, which nanoFramework has not.</param>
    /// <param name="model">The network, with its weights.</param>
    /// <returns>The class and its weights: two files.</returns>
    /// <exception cref="ArgumentException">A record, a model without its weights or with too many, or a plain RNN whose activation is not stated.</exception>
    public static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model)
    {
        Require(target, model);
        var plan = new DevicePlan(target, model);
        string name = target.Name.TrimStart('@');
        return new EmittedFile[]
        {
            new($"{name}.g.cs", File(plan, "The class", true, writer => EmitClass(writer, plan))),
            new($"{name}.Weights.g.cs", File(plan, "The weights", false, writer =>
            {
                foreach (DeviceStage stage in plan.Stages) stage.EmitWeights(writer);
                if (model.AllLayers.Any(layer => layer is CellLayer or DenseLayer or Conv1dLayer)) WeightRows.EmitCut(writer);
            })),
        };
    }

    private static void EmitClass(CodeWriter writer, DevicePlan plan)
    {
        DeviceMembers.EmitConstants(writer, plan);
        if (!plan.Streams) writer.Line("private readonly int longest;");
        foreach ((string name, int width, bool whole) in plan.Buffers)
            writer.Line(whole ? $"private readonly float[] {name};" : $"private readonly float[] {name} = new float[{width}];");
        foreach (DeviceStage stage in plan.Stages) stage.EmitFields(writer);
        writer.Line();
        if (plan.Streams) StreamingMembers.Emit(writer, plan);
        else SequenceMembers.Emit(writer, plan);
        writer.Line();
        DeviceMembers.EmitState(writer, plan);
        writer.Line();
        var functions = new FunctionLibrary();
        foreach (DeviceStage stage in plan.Stages)
        {
            stage.EmitMethod(writer, functions);
            writer.Line();
        }
        DeviceMembers.EmitRequire(writer);
        functions.Emit(writer);
    }

    private static void Require(ClassTarget target, Model model)
    {
        if (target.IsRecord) throw new ArgumentException($"{target.Name} is a record, which .NET nanoFramework does not have: make it a class.", nameof(target));
        if (!model.HasWeights) throw new ArgumentException($"the weights of {model.Name} are not loaded, and device code carries them.", nameof(model));
        if (model.AllLayers.OfType<RnnLayer>().Any(rnn => rnn.Function is null))
            throw new ArgumentException($"{model.Name} has a plain RNN whose activation is not stated.", nameof(model));
        long bytes = (long)sizeof(float) * model.ParameterCount;
        if (bytes > MostWeightBytes)
            throw new ArgumentException($"the weights of {model.Name} take {Literal.Of(bytes)} bytes, but a class for .NET nanoFramework can have {Literal.Of(MostWeightBytes)}: its assemblies hold no more static data.", nameof(model));
    }

    private static string File(DevicePlan plan, string content, bool equations, Action<CodeWriter> body)
    {
        var code = new CodeWriter();
        DeviceHeader.Emit(code, plan, content, equations);
        var scopes = new Stack<IDisposable>();
        if (plan.Target.Namespace.Length > 0) scopes.Push(code.Block($"namespace {plan.Target.Namespace}"));
        foreach (string type in plan.Target.ContainingTypes) scopes.Push(code.Block(type));
        scopes.Push(code.Block(plan.Target.Declaration));
        body(code);
        while (scopes.Count > 0) scopes.Pop().Dispose();
        return code.ToString();
    }
}
