using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the nested class of weights: where they come from and how they are packed for each kernel.</summary>
internal static class WeightsEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary("Weights in the order in which this processor's kernel reads them. Immutable: shared by any number of instances and threads.");
        using (writer.Block("public sealed class PackedWeights"))
        {
            writer.Line($"private const string Structure = {Literal.Of(plan.Layer.Structure)};");
            writer.Line();
            writer.Line("private readonly RnnBuffer stream;");
            writer.Line();
            EmitConstructor(writer, plan);
            if (plan.HasTrainedWeights) EmitEmbedded(writer, plan);
            EmitPackModel(writer, plan);
            EmitPackSpans(writer, plan);
            writer.Line("internal RnnKernel Kernel { get; }");
            writer.Line();
            writer.Line("// The first 8 bytes of the model's hash.");
            writer.Line("internal ulong ModelIdentity { get; }");
            writer.Line();
            writer.Line("// Hidden state, then what else the cell keeps; null for zeros.");
            writer.Line("internal float[]? InitialState { get; }");
            writer.Line();
            using (writer.Block("internal ref float First"))
            {
                writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                writer.Line("get => ref stream.First;");
            }
            foreach (KernelPlan kernel in plan.Kernels)
            {
                writer.Line();
                PackEmitter.Emit(writer, plan, kernel);
            }
        }
    }

    /// <summary>The spans of all weights, as parameters.</summary>
    public static string Parameters(ClassPlan plan) => string.Join(", ", plan.WeightNames.Select(w => $"ReadOnlySpan<float> {w.Parameter}"));

    private static void EmitConstructor(CodeWriter writer, ClassPlan plan)
    {
        string names = string.Join(", ", plan.WeightNames.Select(w => w.Parameter));
        using (writer.Block($"private PackedWeights(RnnKernel kernel, ulong model, float[]? initialState, {Parameters(plan)})"))
        {
            writer.Line("Kernel = kernel;");
            writer.Line("ModelIdentity = model;");
            writer.Line("InitialState = initialState;");
            writer.Line($"int length = kernel switch {{ {string.Join(", ", plan.Kernels.Select(k => $"{Pattern(k)} => {k.StreamLength}"))} }};");
            writer.Line("stream = RnnBuffer.Allocate(length);");
            writer.Line("Span<float> values = stream.Slice(0, length);");
            using (writer.Block("switch (kernel)"))
            {
                foreach (KernelPlan kernel in plan.Kernels)
                {
                    writer.Line($"{(kernel.Width.Values == 1 ? "default" : "case " + Pattern(kernel))}:");
                    writer.Line($"    Pack{kernel.Width.KernelName}(values, {names});");
                    writer.Line("    break;");
                }
            }
        }
        writer.Line();
    }

    private static string Pattern(KernelPlan kernel) => kernel.Width.Values == 1 ? "_" : "RnnKernel." + kernel.Width.KernelName;

    private static void EmitEmbedded(CodeWriter writer, ClassPlan plan)
    {
        IReadOnlyList<WeightName> initial = WeightName.InitialState(plan.Layer);
        writer.Summary("The trained weights of the model that this class was generated from; packed at first use.");
        writer.Line("public static PackedWeights Embedded { get; } = LoadEmbedded(RnnKernelSelection.Widest);");
        writer.Line();
        using (writer.Block("internal static PackedWeights LoadEmbedded(RnnKernel kernel)"))
        {
            string identity = $"0x{plan.Model.Hash.Substring(0, 16)}UL";
            if (plan.Weights.Kind == WeightSourceKind.Resource)
            {
                writer.Line($"ReadOnlySpan<float> trained = RnnResourceWeights.Load(typeof({plan.Target.Name}).Assembly, {Literal.Of(plan.Weights.ResourceName)}, {plan.Model.ParameterCount});");
                int at = 0;
                foreach (Tensor tensor in plan.Layer.Tensors)
                {
                    WeightName? name = plan.WeightNames.Concat(initial).First(w => w.Tensor == tensor);
                    writer.Line($"ReadOnlySpan<float> {name.Parameter} = trained.Slice({at}, {tensor.Count});");
                    at += tensor.Count;
                }
            }
            bool resource = plan.Weights.Kind == WeightSourceKind.Resource;
            string Source(WeightName name) => resource ? name.Parameter : "Trained." + name.Member;
            if (initial.Count > 0) EmitInitialState(writer, plan, initial, Source);
            string state = initial.Count == 0 ? "null" : "initialState";
            writer.Line($"return new PackedWeights(kernel, {identity}, {state}, {string.Join(", ", plan.WeightNames.Select(Source))});");
        }
        writer.Line();
    }

    private static void EmitInitialState(CodeWriter writer, ClassPlan plan, IReadOnlyList<WeightName> initial, System.Func<WeightName, string> source)
    {
        writer.Line("var initialState = new float[StateSize];");
        foreach (WeightName name in initial)
        {
            int at = name.Tensor.Name == TensorNames.InitialHidden ? 0 : plan.Layer.OutputSize;
            writer.Line($"{source(name)}.CopyTo(initialState.AsSpan({at}));");
        }
    }

    private static void EmitPackModel(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary("Packs the weights of a model of the same structure, on any thread.");
        writer.Line("/// <exception cref=\"ArgumentException\">The model has another structure; the message names both.</exception>");
        writer.Line("public static PackedWeights Pack(RnnModel model) => Pack(model, RnnKernelSelection.Widest);");
        writer.Line();
        writer.Line("// For tests that name a kernel.");
        using (writer.Block("internal static PackedWeights Pack(RnnModel model, RnnKernel kernel)"))
        {
            writer.Line($"RnnCellLayer cell = RnnModelFit.Require(model, nameof({plan.Target.Name}), Structure);");
            writer.Line($"return new PackedWeights(kernel, RnnModelFit.Identity(model), RnnModelFit.InitialState(cell), {string.Join(", ", plan.WeightNames.Select(Values))});");
        }
        writer.Line();

        string Values(WeightName name) => name.Tensor.Name switch
        {
            TensorNames.InputWeights or TensorNames.RecurrentWeights => $"cell.{name.Member}.ToArray()",
            TensorNames.InputBias or TensorNames.RecurrentBias => $"cell.{name.Member}!.ToArray()",
            _ => $"((RnnLstmLayer)cell).{name.Member}!.ToArray()",
        };
    }

    private static void EmitPackSpans(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary("Packs weights given as they are laid out in a model, on any thread.");
        foreach (WeightName name in plan.WeightNames) writer.Line($"/// <param name=\"{name.Parameter}\">{name.Shape(plan.Layer)}.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">A wrong length; the message names it and the expected one.</exception>");
        using (writer.Block($"public static PackedWeights Pack({Parameters(plan)})"))
        {
            writer.Line("var given = new RnnCellWeights");
            writer.Line("{");
            foreach (WeightName name in plan.WeightNames)
                writer.Line($"    {name.Member} = new RnnTensor(RnnTensorNames.{name.Member}, {name.Tensor.Rows}, {name.Tensor.Columns}, {name.Parameter}.ToArray()),");
            writer.Line("};");
            string layer = plan.Layer switch
            {
                RnnLayer rnn => $"new RnnRnnLayer(InputSize, HiddenSize, RnnActivation.{rnn.Activation}, given)",
                GruLayer gru => $"new RnnGruLayer(InputSize, HiddenSize, RnnResetPosition.{gru.Reset}, given)",
                LstmLayer lstm => $"new RnnLstmLayer(InputSize, HiddenSize, coupled: {(lstm.Coupled ? "true" : "false")}, given)",
                _ => throw new System.ArgumentException($"no weights for a layer of kind {plan.Layer.Kind}."),
            };
            writer.Line($"return Pack(new RnnModel(\"given at run time\", {layer}));");
        }
        writer.Line();
    }
}
