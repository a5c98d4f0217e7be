using System;
using System.Collections.Generic;

namespace EmbeddedRnn;

/// <summary>
/// A 1-D convolution over time that keeps the number of steps:
/// y[t, o] = b[o] + sum over i, k of W[o, i * K + k] * x[t + LookAhead - (K - 1 - k) * Dilation, first input of o's group + i],
/// where x is zero before the first step (or what the state remembers) and after the last. k = 0 is the oldest input, as in
/// PyTorch's Conv1d and ONNX's Conv, whose weights [O, I / groups, K] have this row-major order. With O outputs, I inputs and G
/// groups, output o belongs to group o / (O / G), whose inputs are the I / G from (o / (O / G)) * (I / G) on.
/// </summary>
public sealed class Conv1dLayer : Layer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inputSize">I, a multiple of <paramref name="groups"/>.</param>
    /// <param name="kernelSize">K, at least 1.</param>
    /// <param name="weights">W, <see cref="TensorNames.Weights"/>, [O, I / groups * K]; O is a multiple of <paramref name="groups"/>.</param>
    /// <param name="bias">b, <see cref="TensorNames.Bias"/>, [1, O], or null.</param>
    /// <param name="dilation">Steps between two inputs of the kernel, at least 1.</param>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <param name="lookAhead">Steps of right context, from 0 (causal) to (K - 1) * dilation.</param>
    public Conv1dLayer(int inputSize, int kernelSize, Tensor weights, Tensor? bias = null, int dilation = 1, int groups = 1, int lookAhead = 0)
        : base(inputSize)
    {
        if (kernelSize < 1) throw new ArgumentOutOfRangeException(nameof(kernelSize), kernelSize, "the kernel size must be at least 1.");
        if (dilation < 1) throw new ArgumentOutOfRangeException(nameof(dilation), dilation, "the dilation must be at least 1.");
        if (groups < 1) throw new ArgumentOutOfRangeException(nameof(groups), groups, "the number of groups must be at least 1.");
        OutputSize = Given(weights, TensorNames.Weights).Rows;
        if (inputSize % groups != 0 || OutputSize % groups != 0)
            throw new ArgumentException($"{inputSize} inputs and {OutputSize} outputs cannot be split into {groups} groups.", nameof(groups));
        long columns = (long)(inputSize / groups) * kernelSize;
        if (columns > int.MaxValue) throw new ArgumentException($"the convolution has {columns} weights an output, which is too many.", nameof(kernelSize));
        long past = (long)(kernelSize - 1) * dilation;
        if (past > int.MaxValue / inputSize)
            throw new ArgumentException($"the convolution reaches over {past} steps of {inputSize} inputs, which is too far.", nameof(dilation));
        if (lookAhead < 0 || lookAhead > past)
            throw new ArgumentOutOfRangeException(nameof(lookAhead), lookAhead, $"the look-ahead must be from 0 to {past}, the steps that the kernel spans.");
        Weights = Required(weights, TensorNames.Weights, OutputSize, (int)columns);
        Bias = Optional(bias, TensorNames.Bias, 1, OutputSize);
        KernelSize = kernelSize;
        Dilation = dilation;
        Groups = groups;
        LookAhead = lookAhead;
        Tensors = Present(weights, bias);
    }

    /// <summary>W, [O, I / groups * K].</summary>
    public Tensor Weights { get; }

    /// <summary>b, [1, O], or null.</summary>
    public Tensor? Bias { get; }

    /// <summary>K.</summary>
    public int KernelSize { get; }

    /// <summary>Steps between two inputs of the kernel.</summary>
    public int Dilation { get; }

    /// <summary>Number of groups.</summary>
    public int Groups { get; }

    /// <summary>Steps of right context; 0 is causal.</summary>
    public int LookAhead { get; }

    /// <summary>Steps that the kernel spans beyond its last: (K - 1) * Dilation.</summary>
    public int Span => (KernelSize - 1) * Dilation;

    /// <inheritdoc/>
    public override string Kind => "conv1d";

    /// <inheritdoc/>
    public override int OutputSize { get; }

    /// <inheritdoc/>
    /// <remarks>The last <see cref="Span"/> inputs, oldest first; nothing where it looks ahead, since it then sees whole sequences only.</remarks>
    public override int StateSize => LookAhead == 0 ? Span * InputSize : 0;

    /// <inheritdoc/>
    public override long MacsPerStep => Weights.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Tensors { get; }

    /// <inheritdoc/>
    public override string? WhyNotStreaming => LookAhead == 0 ? null : $"looks {Count(LookAhead, "step")} ahead";

    /// <inheritdoc/>
    public override string Describe()
    {
        string options = Dilation == 1 ? "" : $", dilation {Dilation}";
        if (Groups > 1) options += $", {Groups} groups";
        if (LookAhead > 0) options += $", {Count(LookAhead, "step")} ahead";
        return $"1-D convolution (kernel {KernelSize}{options}), {Count(InputSize, "input")}, {Count(OutputSize, "output")}";
    }
}
