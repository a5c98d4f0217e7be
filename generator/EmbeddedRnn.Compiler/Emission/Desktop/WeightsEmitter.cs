using System.Linq;
using EmbeddedRnn.Compiler.Emission.Desktop.Quantised;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes the nested class of weights: where they come from and how they are packed for each kernel.</summary>
internal static class WeightsEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary("Weights in the order in which this processor's kernel reads them. Immutable: shared by any number of instances and threads.");
        using (writer.Block("public sealed class PackedWeights"))
        {
            writer.Line($"private const string Structure = {Literal.Of(string.Join(" | ", plan.Model.Layers.Select(l => l.Structure)))};");
            writer.Line();
            writer.Line("private readonly RnnBuffer stream;");
            writer.Line();
            if (plan.IsQuantised) QuantisedRangesEmitter.Emit(writer, plan);
            EmitConstructor(writer, plan);
            if (plan.HasTrainedWeights) EmitEmbedded(writer, plan);
            EmitPackModel(writer, plan);
            if (plan.Cell is { HasUsualActivations: true } cell && !plan.IsQuantised) EmitPackSpans(writer, plan, cell);
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
            foreach (KernelWidth width in KernelWidth.All)
            {
                writer.Line();
                EmitPack(writer, plan, width);
            }
        }
    }

    private static void EmitConstructor(CodeWriter writer, ClassPlan plan)
    {
        string Pattern(KernelWidth width) => width.Values == 1 ? "_" : "RnnKernel." + width.KernelName;

        writer.Line(plan.IsQuantised
            ? "// quantised: the layers' tensors without the cells', then each cell's rows of whole numbers, as RnnQuantisedModel has them."
            : "// weights: all tensors one after the other, as a model has them, without initial states.");
        using (writer.Block($"private PackedWeights(RnnKernel kernel, ulong model, float[]? initialState, {PackParameters(plan)})"))
        {
            writer.Line("Kernel = kernel;");
            writer.Line("ModelIdentity = model;");
            writer.Line("InitialState = initialState;");
            writer.Line($"int length = kernel switch {{ {string.Join(", ", KernelWidth.All.Select(w => $"{Pattern(w)} => {plan.Network.StreamLength(w)}"))} }};");
            writer.Line("stream = RnnBuffer.Allocate(length);");
            writer.Line("Span<float> values = stream.Slice(0, length);");
            using (writer.Block("switch (kernel)"))
            {
                foreach (KernelWidth width in KernelWidth.All)
                {
                    writer.Line($"{(width.Values == 1 ? "default" : "case " + Pattern(width))}:");
                    writer.Line($"    Pack{width.KernelName}(values, {(plan.IsQuantised ? "quantised, ranges" : "weights")});");
                    writer.Line("    break;");
                }
            }
        }
        writer.Line();
    }

    private static void EmitEmbedded(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary("The trained weights of the model that this class was generated from; packed at first use.");
        writer.Line("public static PackedWeights Embedded { get; } = LoadEmbedded(RnnKernelSelection.Widest);");
        writer.Line();
        string identity = $"0x{plan.Model.Hash.Substring(0, 16)}UL";
        using (writer.Block("internal static PackedWeights LoadEmbedded(RnnKernel kernel)"))
        {
            if (plan.Weights.Kind == WeightSourceKind.Inline)
            {
                string state = plan.HasInitialState ? "Trained.InitialState.ToArray()" : "null";
                writer.Line($"return new PackedWeights(kernel, {identity}, {state}, Trained.Weights{(plan.IsQuantised ? ", Ranges" : "")});");
                return;
            }
            if (plan.IsQuantised)
            {
                writer.Line("// Code for an editor, before the model was converted for the first time.");
                writer.Line("throw new InvalidOperationException(\"the model's weights were not there when this class was generated; build the project again.\");");
                return;
            }
            writer.Line($"float[] trained = RnnResourceWeights.Load(typeof({plan.Target.Name}).Assembly, {Literal.Of(plan.Weights.ResourceName)}, {plan.Model.ParameterCount});");
            if (plan.HasInitialState) EmitSplit(writer, plan);
            writer.Line($"return new PackedWeights(kernel, {identity}, {(plan.HasInitialState ? "initialState" : "null")}, {(plan.HasInitialState ? "weights" : "trained")});");
        }
        writer.Line();
    }

    // The resource holds the tensors of each layer with its initial state among them.
    private static void EmitSplit(CodeWriter writer, ClassPlan plan)
    {
        writer.Line($"var weights = new float[{plan.WeightCount}];");
        writer.Line("var initialState = new float[StateSize];");
        (int from, int to) = (0, 0);
        foreach (Tensor tensor in plan.Model.Layers.SelectMany(l => l.Tensors))
        {
            if (!WeightName.IsInitialState(tensor))
            {
                writer.Line($"trained.AsSpan({from}, {tensor.Count}).CopyTo(weights.AsSpan({to}));");
                to += tensor.Count;
            }
            from += tensor.Count;
        }
        foreach ((Tensor tensor, int source, int target) in InitialStates.Of(plan.Model))
            writer.Line($"trained.AsSpan({source}, {tensor.Count}).CopyTo(initialState.AsSpan({target}));");
    }

    private static void EmitPackModel(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary("Packs the weights of a model of the same structure, on any thread.");
        writer.Line($"/// <exception cref=\"ArgumentException\">The model has another structure; the message names both.{(plan.IsQuantised ? " Or neither it nor the class states its ranges." : "")}</exception>");
        writer.Line("public static PackedWeights Pack(RnnModel model) => Pack(model, RnnKernelSelection.Widest);");
        writer.Line();
        writer.Line("// For tests that name a kernel.");
        using (writer.Block("internal static PackedWeights Pack(RnnModel model, RnnKernel kernel)"))
        {
            writer.Line($"RnnModelFit.Require(model, nameof({plan.Target.Name}), Structure);");
            if (plan.IsQuantised) writer.Line("float[] ranges = RnnQuantisation.Ranges(model, Ranges);");
            writer.Line($"return new PackedWeights(kernel, RnnModelFit.Identity(model), model.InitialState(), {(plan.IsQuantised ? $"RnnQuantisedModel.Bytes(model, RnnWeightFormat.{plan.Options.Weights}, ranges), ranges" : "RnnModelFit.Weights(model)")});");
        }
        writer.Line();
    }

    private static void EmitPackSpans(CodeWriter writer, ClassPlan plan, CellLayer cell)
    {
        System.Collections.Generic.IReadOnlyList<WeightName> names = WeightName.Of(cell);
        writer.Summary("Packs weights given as they are laid out in a model, on any thread.");
        foreach (WeightName name in names) writer.Line($"/// <param name=\"{name.Parameter}\">{name.Shape(cell)}.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">A wrong length; the message names it and the expected one.</exception>");
        using (writer.Block($"public static PackedWeights Pack({string.Join(", ", names.Select(w => $"ReadOnlySpan<float> {w.Parameter}"))})"))
        {
            writer.Line("var given = new RnnCellWeights");
            writer.Line("{");
            foreach (WeightName name in names)
                writer.Line($"    {name.Member} = new RnnTensor(RnnTensorNames.{name.Member}, {name.Tensor.Rows}, {name.Tensor.Columns}, {name.Parameter}.ToArray()),");
            writer.Line("};");
            string layer = cell switch
            {
                RnnLayer rnn => $"new RnnRnnLayer(InputSize, HiddenSize, RnnActivation.{rnn.Activation}, given)",
                GruLayer gru => $"new RnnGruLayer(InputSize, HiddenSize, RnnResetPosition.{gru.Reset}, given)",
                LstmLayer lstm => $"new RnnLstmLayer(InputSize, HiddenSize, coupled: {(lstm.Coupled ? "true" : "false")}, given)",
                _ => throw new System.ArgumentException($"no weights for a layer of kind {cell.Kind}."),
            };
            writer.Line($"return Pack(new RnnModel(\"given at run time\", {layer}));");
        }
        writer.Line();
    }

    private static string PackParameters(ClassPlan plan) => plan.IsQuantised ? "ReadOnlySpan<byte> quantised, ReadOnlySpan<float> ranges" : "ReadOnlySpan<float> weights";

    private static void EmitPack(CodeWriter writer, ClassPlan plan, KernelWidth width)
    {
        using (writer.Block($"private static void Pack{width.KernelName}(Span<float> values, {PackParameters(plan)})"))
        {
            writer.Line("var stream = new RnnWeightStream(values, 0);");
            int others = plan.IsQuantised ? QuantisedModel.Others(plan.Model).Sum(t => t.Count) : 0;
            if (others > 0) writer.Line($"ReadOnlySpan<float> weights = RnnQuantisation.Singles(quantised.Slice(0, {4 * others}));");
            plan.Network.EmitPack(writer, width);
        }
    }
}
