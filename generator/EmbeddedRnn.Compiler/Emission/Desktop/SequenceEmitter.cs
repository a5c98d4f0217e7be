using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes a network that needs whole sequences: one method a kernel, one loop over the steps a layer.</summary>
internal sealed class SequenceEmitter
{
    private readonly CodeWriter writer;
    private readonly KernelWidth width;
    private readonly bool countsMacs;
    private int stream;
    private int buffered;
    private int names;

    private SequenceEmitter(CodeWriter writer, KernelWidth width, bool countsMacs)
    {
        this.countsMacs = countsMacs;
        this.writer = writer;
        this.width = width;
    }

    /// <summary>Writes the method of one kernel.</summary>
    public static void Emit(CodeWriter writer, ClassPlan plan, SequencePlan sequence, KernelWidth width)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private ref float Sequence{width.KernelName}(PackedWeights packed, ref float values0, int steps)"))
        {
            writer.Line("ref float weights = ref packed.First;");
            writer.Line("ref float start = ref memory.First;");
            writer.Line("ref float buffer = ref MemoryMarshal.GetArrayDataReference(sequence);");
            writer.Line("int length = steps;");
            string result = new SequenceEmitter(writer, width, plan.Macs is not null).EmitChain(sequence.Nodes, "values0");
            writer.Line($"return ref {result};");
        }
    }

    private string EmitChain(IReadOnlyList<SequenceNode> nodes, string values)
    {
        for (int i = 0; i < nodes.Count; i++) values = EmitNode(nodes[i], i == 0 ? null : nodes[i - 1].Layer, values);
        return values;
    }

    private string EmitNode(SequenceNode node, Layer? before, string input)
    {
        writer.Line($"// {node.Layer.Describe()}.");
        if (node.Layer is LastStepLayer last) return EmitLastStep(last, before, input);
        string inner = node.Inner.Count == 0 ? "" : EmitChain(node.Inner, input);
        string output = Buffer(node.Layer.OutputSize);
        (int inputs, int outputs) = (node.Layer.InputSize, node.Layer.OutputSize);
        switch (node.Layer)
        {
            case ResidualLayer when node.Inner.Count > 0:
                using (writer.Block("for (int step = 0; step < steps; step++)"))
                    writer.Line($"RnnVectors.Add({At(inner, outputs)}, {At(input, inputs)}, {At(output, outputs)}, {outputs});");
                break;
            case BidirectionalLayer both:
                EmitSteps(node.Stages[0], Forward, input, output, outputs);
                EmitSteps(node.Stages[1], Backward, input, output, outputs, both.Forward.OutputSize);
                break;
            case ReversedLayer:
                EmitSteps(node.Stages[0], Backward, input, output, outputs);
                break;
            case Conv1dLayer { LookAhead: > 0 } ahead:
                EmitAhead(node, ahead, input, output);
                break;
            default:
                EmitSteps(node.Stages[0], Forward, input, output, outputs);
                break;
        }
        return output;
    }

    private const string Forward = "for (int step = 0; step < steps; step++)";
    private const string Backward = "for (int step = steps - 1; step >= 0; step--)";

    private void EmitSteps(Stage stage, string loop, string input, string output, int outputs, int offset = 0)
    {
        int inputs = stage.Layer.InputSize;
        EmitCount(stage, "steps");
        if (stage is PassStage && stage.HasRun(width))
        {
            int sign = loop == Backward ? -1 : 1;
            string First(string values, int size, int at) => sign < 0 ? $"ref Unsafe.Add(ref {values}, (steps - 1) * {size} + {at})" : $"ref Unsafe.Add(ref {values}, {at})";
            stage.EmitRun(writer, width, stream, First(input, inputs, 0), First(output, outputs, offset), "steps", sign * inputs, sign * outputs);
        }
        else
        {
            using (writer.Block(loop))
            {
                stage.EmitStepVariables(writer, width);
                stage.EmitCall(writer, width, stream, At(input, inputs), At(output, outputs, offset));
            }
        }
        stream += stage.StreamLength(width);
    }

    // The result of a step is known as many steps later as the kernel looks ahead.
    private void EmitAhead(SequenceNode node, Conv1dLayer layer, string input, string output)
    {
        Stage stage = node.Stages[0];
        var window = ((PassStage)stage).Region("window");
        writer.Line($"memory.Slice({window.Offset}, {window.Length}).Clear();");
        EmitCount(stage, $"(steps + {layer.LookAhead})");
        using (writer.Block($"for (int step = 0; step < steps + {layer.LookAhead}; step++)"))
        {
            stage.EmitStepVariables(writer, width);
            writer.Line($"ref float now = ref step < steps ? {At(input, layer.InputSize)} : {Stage.At(node.Zeros!)};");
            stage.EmitCall(writer, width, stream, "ref now", null);
            writer.Line($"if (step >= {layer.LookAhead}) RnnCopy.Copy({Stage.At(stage.Result!)}, ref Unsafe.Add(ref {output}, (step - {layer.LookAhead}) * {layer.OutputSize}), {layer.OutputSize});");
        }
        stream += stage.StreamLength(width);
    }

    private void EmitCount(Stage stage, string steps)
    {
        if (countsMacs && stage.Layer.MacsPerStep > 0) writer.Line(MacCounter.Done($"{steps} * {stage.Layer.MacsPerStep}L"));
    }

    private string EmitLastStep(LastStepLayer layer, Layer? before, string input)
    {
        string step = $"(steps - 1) * {layer.InputSize}";
        if (layer.FinalStates && before is ReversedLayer) step = "0";
        if (layer.FinalStates && before is BidirectionalLayer both)
        {
            int forward = both.Forward.OutputSize;
            writer.Line($"RnnCopy.Copy(ref Unsafe.Add(ref {input}, {forward}), ref Unsafe.Add(ref {input}, {step} + {forward}), {both.Backward.OutputSize});");
        }
        string last = $"values{++names}";
        writer.Line($"ref float {last} = ref Unsafe.Add(ref {input}, {step});");
        writer.Line("steps = 1;");
        return last;
    }

    private string Buffer(int size)
    {
        string name = $"values{++names}";
        writer.Line(buffered == 0 ? $"ref float {name} = ref buffer;" : $"ref float {name} = ref Unsafe.Add(ref buffer, length * {buffered});");
        buffered += size;
        return name;
    }

    private static string At(string values, int size, int offset = 0) =>
        offset == 0 ? $"ref Unsafe.Add(ref {values}, step * {size})" : $"ref Unsafe.Add(ref {values}, step * {size} + {offset})";
}
