using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>A layer that treats every value by itself: an activation, PReLU, scale and shift.</summary>
internal sealed class ElementStage : Stage
{
    private readonly int size;

    public ElementStage(Layer layer, string name, int tensorOffset)
        : base(layer, name, tensorOffset) => size = layer.InputSize;

    private bool HasWeights => Layer.Tensors.Count > 0;

    public override int StreamLength(KernelWidth width) => Layer.Tensors.Count * Region.Pad(size);

    public override void EmitKernel(CodeWriter writer, KernelWidth width)
    {
        writer.Summary($"{char.ToUpperInvariant(Layer.Describe()[0])}{Layer.Describe().Substring(1)}, {width.Prose}.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string weights = HasWeights ? "ref float weights, " : "";
        using (writer.Block($"private static void {Name}{width.KernelName}({weights}ref float input, ref float output)"))
        {
            int done = size / width.Values * width.Values;
            if (done > 0)
            {
                using (writer.Block($"for (nuint unit = 0; unit < {done}; unit += {width.Values})")) EmitVector(writer, new VectorCode(width.Values), "unit", 0);
            }
            for (int unit = done; unit < size; unit++) EmitVector(writer, new VectorCode(1), null, unit);
        }
    }

    public override void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output)
    {
        string weights = HasWeights ? WeightsAt(stream) + ", " : "";
        writer.Line($"{Name}{width.KernelName}({weights}{input}, {output});");
    }

    public override void EmitPack(CodeWriter writer, KernelWidth width)
    {
        int at = TensorOffset;
        foreach (Tensor tensor in Layer.Tensors)
        {
            writer.Line($"stream.Vector(weights.Slice({at}, {size}));");
            at += size;
        }
    }

    private void EmitVector(CodeWriter writer, VectorCode vector, string? variable, int unit)
    {
        string at = VectorCode.At(variable, unit);
        string x = vector.Load("input", at);
        string Weight(int index) => vector.Load("weights", VectorCode.At(variable, index * Region.Pad(size) + unit));
        string y = Layer switch
        {
            AffineLayer => VectorCode.MultiplyAdd(Weight(0), x, Weight(1)),
            ActivationLayer { Slopes: not null } => $"RnnFunctions.Prelu({x}, {Weight(0)})",
            ActivationLayer activation => FunctionCode.Of(vector, activation.Function, x),
            _ => throw new System.ArgumentException($"no equations for a layer of kind {Layer.Kind}."),
        };
        writer.Line(vector.Store(y, "output", at));
    }
}

/// <summary>Softmax over the whole vector.</summary>
internal sealed class SoftmaxStage : Stage
{
    public SoftmaxStage(ActivationLayer layer, string name, int tensorOffset)
        : base(layer, name, tensorOffset)
    {
    }

    public override void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output) =>
        writer.Line($"RnnVectors.Softmax({input}, {output}, {Layer.InputSize});");
}
