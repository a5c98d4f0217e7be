using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>A network over a whole sequence, layer after layer, with cells as they are told and all else in one arithmetic.</summary>
internal sealed class MeasuredNetwork
{
    private readonly Arithmetic math;
    private readonly Func<CellLayer, ICellSums> sums;
    private readonly Action<long> advance;

    /// <summary>Makes the network.</summary>
    /// <param name="math">The arithmetic.</param>
    /// <param name="sums">The sums of a cell.</param>
    /// <param name="advance">Is told the multiply-accumulates done since it was called last.</param>
    public MeasuredNetwork(Arithmetic math, Func<CellLayer, ICellSums> sums, Action<long> advance)
    {
        this.math = math;
        this.sums = sums;
        this.advance = advance;
    }

    /// <summary>The outputs of a model from its initial state.</summary>
    public double[] Run(Model model, double[] inputs) => Run(model.Layers, inputs);

    private double[] Run(IReadOnlyList<Layer> layers, double[] inputs)
    {
        double[] values = inputs;
        for (int i = 0; i < layers.Count; i++) values = Run(layers[i], i == 0 ? null : layers[i - 1], values);
        return values;
    }

    private double[] Run(Layer layer, Layer? before, double[] x) => layer switch
    {
        CellLayer cell => Cell(cell, x, backward: false),
        ReversedLayer reversed => Cell(reversed.Cell, x, backward: true),
        BidirectionalLayer both => SideBySide(Cell(both.Forward, x, backward: false), both.Forward.OutputSize, Cell(both.Backward, x, backward: true), both.Backward.OutputSize),
        DenseLayer dense => EachStep(dense, x, (from, at, row) => Product(dense.Weights, row, from, at, dense.Bias)),
        AffineLayer affine => EachStep(affine, x, (from, at, i) => math.MultiplyAdd(affine.Scale[i], from[at + i], affine.Shift[i])),
        ActivationLayer { Function.Kind: ActivationKind.Softmax } => Softmax(layer, x),
        ActivationLayer activation => EachStep(activation, x, (from, at, i) => Activated(activation, i, from[at + i])),
        Conv1dLayer convolution => Convolution(convolution, x),
        ResidualLayer residual => Sum(Run(residual.Inner, x), residual.OutputSize, x, residual.InputSize),
        LastStepLayer last => LastStep(last, before, x),
        _ => throw new NotSupportedException($"a layer of kind '{layer.Kind}' is not measured."),
    };

    private double[] Cell(CellLayer layer, double[] x, bool backward)
    {
        var cell = new MeasuredCell(layer, sums(layer), math);
        int steps = x.Length / layer.InputSize;
        var y = new double[steps * layer.OutputSize];
        for (int step = 0; step < steps; step++)
        {
            int t = backward ? steps - 1 - step : step;
            cell.Step(x, t * layer.InputSize).CopyTo(y, t * layer.OutputSize);
            advance(layer.MacsPerStep);
        }
        return y;
    }

    private double[] EachStep(Layer layer, double[] x, Func<double[], int, int, double> value)
    {
        int steps = x.Length / layer.InputSize;
        var y = new double[steps * layer.OutputSize];
        for (int i = 0; i < y.Length; i++) y[i] = value(x, i / layer.OutputSize * layer.InputSize, i % layer.OutputSize);
        advance(steps * layer.MacsPerStep);
        return y;
    }

    private double Product(Tensor weights, int row, double[] x, int at, Tensor? bias)
    {
        double sum = bias is null ? 0 : bias[row];
        for (int j = 0; j < weights.Columns; j++) sum += weights[row, j] * x[at + j];
        return math.Round(sum);
    }

    // PReLU has a slope a value.
    private double Activated(ActivationLayer layer, int i, double x) =>
        layer.Slopes is { } slopes ? x < 0 ? math.Round(slopes[i] * x) : x : math.Apply(layer.Function, x);

    private double[] Softmax(Layer layer, double[] x)
    {
        var y = new double[x.Length];
        for (int at = 0; at < x.Length; at += layer.InputSize)
        {
            double largest = x.Skip(at).Take(layer.InputSize).Max();
            double sum = 0;
            for (int i = at; i < at + layer.InputSize; i++) sum += y[i] = Math.Exp(x[i] - largest);
            for (int i = at; i < at + layer.InputSize; i++) y[i] = math.Round(y[i] / sum);
        }
        return y;
    }

    // Before the first step and after the last one there are zeros.
    private double[] Convolution(Conv1dLayer layer, double[] x)
    {
        int steps = x.Length / layer.InputSize, perGroup = layer.InputSize / layer.Groups, outputsPerGroup = layer.OutputSize / layer.Groups;
        var padded = new double[(layer.Span + steps) * layer.InputSize];
        x.CopyTo(padded, (layer.Span - layer.LookAhead) * layer.InputSize);
        return EachStep(layer, x, (_, at, row) =>
        {
            double sum = layer.Bias is null ? 0 : layer.Bias[row];
            for (int column = 0; column < layer.Weights.Columns; column++)
                sum += layer.Weights[row, column] * padded[at + column % layer.KernelSize * layer.Dilation * layer.InputSize + row / outputsPerGroup * perGroup + column / layer.KernelSize];
            return math.Round(sum);
        });
    }

    private double[] Sum(double[] inner, int width, double[] x, int inputWidth)
    {
        var y = new double[inner.Length];
        for (int i = 0; i < y.Length; i++) y[i] = math.Round(inner[i] + x[i / width * inputWidth + i % width]);
        return y;
    }

    private static double[] SideBySide(double[] left, int leftWidth, double[] right, int rightWidth)
    {
        var both = new double[left.Length + right.Length];
        for (int t = 0; t < left.Length / leftWidth; t++)
        {
            Array.Copy(left, t * leftWidth, both, t * (leftWidth + rightWidth), leftWidth);
            Array.Copy(right, t * rightWidth, both, t * (leftWidth + rightWidth) + leftWidth, rightWidth);
        }
        return both;
    }

    // With final states, what a backward direction ended with: its part of the first step.
    private static double[] LastStep(LastStepLayer layer, Layer? before, double[] x)
    {
        int firstBackward = (layer.FinalStates, before) switch
        {
            (true, ReversedLayer) => 0,
            (true, BidirectionalLayer both) => both.Forward.OutputSize,
            _ => layer.InputSize,
        };
        var last = new double[layer.InputSize];
        Array.Copy(x, x.Length - layer.InputSize, last, 0, firstBackward);
        Array.Copy(x, firstBackward, last, firstBackward, layer.InputSize - firstBackward);
        return last;
    }
}
