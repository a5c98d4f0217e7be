using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>A layer of a generated class: its memory, its kernels, its share of the weights.</summary>
internal abstract class Stage
{
    protected Stage(Layer layer, string name, int tensorOffset)
    {
        Layer = layer;
        Name = name;
        TensorOffset = tensorOffset;
    }

    public Layer Layer { get; }

    /// <summary>What the methods' names begin with: "Step", or "Layer2" in a network.</summary>
    public string Name { get; }

    /// <summary>Where the layer's tensors begin among all weights but initial states.</summary>
    public int TensorOffset { get; }

    /// <summary>What is kept from step to step, in the order of the layer's state.</summary>
    public virtual IReadOnlyList<Region> State => new Region[0];

    /// <summary>Where the result of a step stays readable, or null where only the output has it.</summary>
    public virtual Region? Result => null;

    /// <summary>Values of the weight stream of a kernel.</summary>
    public virtual int StreamLength(KernelWidth width) => 0;

    /// <summary>The plan of a kernel in words, for the head of the file: what was chosen and why.</summary>
    public virtual IReadOnlyList<string> DescribePlan(KernelWidth width) => new string[0];

    /// <summary>Writes the kernel's methods.</summary>
    public virtual void EmitKernel(CodeWriter writer, KernelWidth width)
    {
    }

    /// <summary>Writes the statements of one step.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The kernel.</param>
    /// <param name="stream">Where the layer's weights begin in the kernel's stream.</param>
    /// <param name="input">A ref expression of the inputs.</param>
    /// <param name="output">A ref expression of the outputs, or null where <see cref="Result"/> is enough.</param>
    public abstract void EmitCall(CodeWriter writer, KernelWidth width, int stream, string input, string? output);

    /// <summary>True where a call reads <c>odd</c>, which is to change from step to step.</summary>
    public virtual bool Alternates(KernelWidth width) => false;

    /// <summary>Where a loop over <c>step</c> makes calls, declares what they read beside its own variables.</summary>
    public void EmitStepVariables(CodeWriter writer, KernelWidth width)
    {
        if (Alternates(width)) writer.Line("bool odd = (step & 1) != 0;");
    }

    /// <summary>True where the kernel runs over a sequence in another way than step by step.</summary>
    public virtual bool HasRun(KernelWidth width) => false;

    /// <summary>Writes the statements of a sequence of steps, whose bits are those of one step after the other.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The kernel.</param>
    /// <param name="stream">Where the layer's weights begin in the kernel's stream.</param>
    /// <param name="input">A ref expression of the first step's inputs.</param>
    /// <param name="output">A ref expression of the first step's outputs.</param>
    /// <param name="steps">How many steps, as an expression.</param>
    /// <param name="inputStride">From a step's inputs to those of the next; negative where time runs backwards.</param>
    /// <param name="outputStride">The same for outputs.</param>
    public virtual void EmitRun(CodeWriter writer, KernelWidth width, int stream, string input, string output, string steps, int inputStride, int outputStride)
    {
        using (writer.Block($"for (int step = 0; step < {steps}; step++)"))
        {
            EmitStepVariables(writer, width);
            EmitCall(writer, width, stream, AtStep(input, inputStride), AtStep(output, outputStride));
        }
    }

    /// <summary>A ref expression of a step's values in a loop over <c>step</c>.</summary>
    protected static string AtStep(string first, int stride) => stride == 0 ? first : $"ref Unsafe.Add({first}, step * {Literal.Of(stride)})";

    /// <summary>Writes the statements that pack the layer's weights; <c>stream</c> and <c>weights</c> are in scope.</summary>
    public virtual void EmitPack(CodeWriter writer, KernelWidth width)
    {
    }

    /// <summary>A ref expression of a place in the instance's memory.</summary>
    public static string At(Region region) => region.Offset == 0 ? "ref start" : $"ref Unsafe.Add(ref start, {Literal.Of(region.Offset)})";

    /// <summary>Weights from a place of the stream on.</summary>
    protected static string WeightsAt(int stream) => stream == 0 ? "ref weights" : $"ref Unsafe.Add(ref weights, {Literal.Of(stream)})";
}
