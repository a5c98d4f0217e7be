using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>From the least to the most, in double precision; both may be equal.</summary>
internal readonly struct Interval
{
    public Interval(double least, double most) => (Least, Most) = (least, most);

    public double Least { get; }

    public double Most { get; }

    public bool IsFinite => Math.Abs(Least) <= float.MaxValue && Math.Abs(Most) <= float.MaxValue;

    public static Interval operator +(Interval a, Interval b) => new(a.Least + b.Least, a.Most + b.Most);

    public static Interval operator *(Interval a, double factor) =>
        factor >= 0 ? new(a.Least * factor, a.Most * factor) : new(a.Most * factor, a.Least * factor);

    /// <summary>As a range, which has some width.</summary>
    public ValueRange ToRange()
    {
        (float least, float most) = ((float)Least, (float)Most);
        return least < most ? new ValueRange(least, most) : new ValueRange(least - Math.Max(1, Math.Abs(least) / 2), most + Math.Max(1, Math.Abs(most) / 2));
    }
}

/// <summary>What a layer can give at most for inputs within ranges; null stands for not known.</summary>
internal sealed class RangesThroughLayers
{
    private readonly Func<CellLayer, float?> hidden;
    private readonly Action<CellLayer, Interval[]?> found;

    /// <summary>Starts.</summary>
    /// <param name="hidden">The bound of a cell's hidden state.</param>
    /// <param name="found">Is told the inputs of each cell.</param>
    public RangesThroughLayers(Func<CellLayer, float?> hidden, Action<CellLayer, Interval[]?> found) => (this.hidden, this.found) = (hidden, found);

    public Interval[]? Behind(Layer layer, Interval[]? inputs)
    {
        switch (layer)
        {
            case CellLayer cell:
                found(cell, inputs);
                return hidden(cell) is { } bound ? Enumerable.Repeat(new Interval(-bound, bound), cell.OutputSize).ToArray() : null;
            case ReversedLayer reversed:
                return Behind(reversed.Cell, inputs);
            case BidirectionalLayer both:
                (Interval[]? forward, Interval[]? backward) = (Behind(both.Forward, inputs), Behind(both.Backward, inputs));
                return forward is null || backward is null ? null : forward.Concat(backward).ToArray();
            case ResidualLayer residual:
                Interval[]? inner = inputs;
                foreach (Layer part in residual.Inner) inner = Behind(part, inner);
                return inner is null || inputs is null ? null : inner.Zip(inputs, (a, b) => a + b).ToArray();
            case LastStepLayer:
                return inputs;
            case ActivationLayer { Slopes: null } activation:
                return Enumerable.Range(0, activation.OutputSize).Select(i => Behind(activation.Function, inputs?[i])).ToArray() is var outputs && outputs.All(o => o is not null)
                    ? outputs.Select(o => o!.Value).ToArray() : null;
            default:
                return inputs is null || layer.Tensors.Any(t => !t.HasValues) ? null : Linear(layer, inputs);
        }
    }

    private static Interval? Behind(ActivationFunction function, Interval? input) => function.Kind switch
    {
        ActivationKind.Sigmoid or ActivationKind.HardSigmoid or ActivationKind.Step or ActivationKind.Softmax => new Interval(0, 1),
        ActivationKind.Tanh or ActivationKind.HardTanh or ActivationKind.Softsign => new Interval(-1, 1),
        ActivationKind.ScaledTanh => new Interval(-1, 1) * Math.Abs(function.Alpha),
        ActivationKind.Identity => input,
        ActivationKind.Relu when input is { } x => new Interval(Math.Max(0, x.Least), Math.Max(0, x.Most)),
        _ => null,
    };

    private static Interval[]? Linear(Layer layer, Interval[] inputs) => layer switch
    {
        DenseLayer dense => Enumerable.Range(0, dense.OutputSize).Select(row => Sum(dense.Bias, row, inputs.Select((x, j) => x * dense.Weights[row, j]))).ToArray(),
        AffineLayer affine => inputs.Select((x, i) => Sum(affine.Shift, i, new[] { x * affine.Scale[i] })).ToArray(),
        Conv1dLayer convolution => Enumerable.Range(0, convolution.OutputSize).Select(row => Sum(convolution.Bias, row, Taps(convolution, row, inputs))).ToArray(),
        _ => null,
    };

    // Before the first step and after the last one there are zeros.
    private static IEnumerable<Interval> Taps(Conv1dLayer layer, int row, Interval[] inputs)
    {
        int perGroup = layer.InputSize / layer.Groups;
        int first = row / (layer.OutputSize / layer.Groups) * perGroup;
        return Enumerable.Range(0, layer.Weights.Columns).Select(column =>
        {
            Interval x = inputs[first + column / layer.KernelSize];
            return new Interval(Math.Min(0, x.Least), Math.Max(0, x.Most)) * layer.Weights[row, column];
        });
    }

    private static Interval Sum(Tensor? bias, int row, IEnumerable<Interval> terms)
    {
        double start = bias is null ? 0 : bias[row];
        return terms.Aggregate(new Interval(start, start), (sum, term) => sum + term);
    }
}
