using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>
/// A network in whole numbers: from its inputs to its last cell or dense layer; what stands behind that is real. A standardisation
/// only changes what the numbers mean, and so is part of the weights behind it.
/// </summary>
internal sealed class QuantisedNetwork
{
    private readonly DevicePlan plan;
    private readonly WeightFormat format;
    private readonly ModelRanges ranges;
    private int cells;

    private QuantisedNetwork(DevicePlan plan, ModelRanges ranges) => (this.plan, this.ranges, format) = (plan, ranges, plan.Options.Weights);

    /// <summary>Adds the stages to a plan.</summary>
    /// <param name="plan">A plan without stages.</param>
    /// <param name="input">Where the inputs are.</param>
    /// <param name="behind">How many of the last layers are left: they take real numbers.</param>
    /// <returns>Where the real numbers are.</returns>
    /// <exception cref="ArgumentException">A network that integer weights cannot have; the message says what to do.</exception>
    public static Slot Add(DevicePlan plan, Slot input, out int behind)
    {
        Model model = plan.Model;
        if (model.WhyNotStreaming is { } why) throw new ArgumentException($"integer weights are for networks that run a step at a time, but {model.Name} does not: {why}. Leave --weights out.");
        ModelRanges ranges = model.Ranges ?? throw new ArgumentException($"integer weights need the ranges of the inputs, and {model.Name} does not state them: find them with 'embeddedrnn calibrate', from data or declared.");
        int last = model.Layers.Select((layer, i) => layer is CellLayer or DenseLayer ? i : -1).Max();
        if (last < 0) throw new ArgumentException($"{model.Name} has no cell and no dense layer, so it has no weights that could be integers.");
        if (model.AllLayers.SelectMany(layer => layer.Tensors).Any(tensor => tensor.ToArray().Any(v => float.IsNaN(v) || float.IsInfinity(v))))
            throw new ArgumentException($"{model.Name} has weights that are NaN or infinite, which integers cannot be.");
        behind = model.Layers.Count - 1 - last;
        return new QuantisedNetwork(plan, ranges).Add(model.Layers.Take(last + 1).ToArray(), input);
    }

    private Slot Add(Layer[] layers, Slot input)
    {
        FixedValues values = plan.Add(new QuantisedInputStage(plan.Named("input"), ranges.Inputs, input, plan.IntegerBuffer(input.Width), format)).Values;
        for (int k = 0; k < layers.Length; k++)
        {
            bool last = k == layers.Length - 1;
            switch (layers[k])
            {
                case AffineLayer affine:
                    values = values.Through(affine);
                    break;
                case LastStepLayer:
                    plan.TakeLastStep();
                    break;
                case CellLayer cell:
                    values = Add(cell, values);
                    break;
                case DenseLayer dense:
                    RequireColumns(dense.InputSize, dense);
                    ActivationFunction? activation = last ? null : (layers[k + 1] as ActivationLayer)?.Function;
                    Slot output = last ? plan.Buffer(dense.OutputSize) : plan.IntegerBuffer(dense.OutputSize);
                    values = plan.Add(new QuantisedDenseStage(plan.Named("dense"), dense, activation, values, output, last, format)).Values;
                    if (last) return output;
                    break;
                case ActivationLayer { Slopes: null } when k > 0 && layers[k - 1] is DenseLayer:
                    break;
                default:
                    throw new ArgumentException($"integer weights are not possible with layer {k + 1}, {layers[k].Describe()}: before the last cell or dense layer there can be cells, dense layers with an activation, scalings and a last step. Leave --weights out.");
            }
        }
        Slot real = plan.Buffer(values.Count);
        plan.Add(new QuantisedOutputStage(plan.Named("output"), values, real, format));
        return real;
    }

    private FixedValues Add(CellLayer cell, FixedValues input)
    {
        if (cell.Clip is not null) throw new ArgumentException($"integer weights are not possible with a clip, but {cell.Describe()} has one. Leave --weights out.");
        RequireColumns(cell.InputSize + Math.Max(cell.OutputSize, cell.HiddenSize) + (cell is LstmLayer { Projection: not null } lstm ? lstm.OutputSize : 0), cell);
        StateRange range = StateBounds.Of(cell, ranges.States[cells++]);
        if (range.Hidden is null) throw Unbounded("hidden state", "--hidden-range", cell);
        if (cell is LstmLayer && range.Cell is null) throw Unbounded("cell state", "--cell-range", cell);
        string name = plan.Named(cell.Kind);
        return plan.Add<QuantisedCellStage>(cell switch
        {
            RnnLayer rnn => new QuantisedRnnStage(name, rnn, input, range, format),
            GruLayer { Reset: ResetPosition.After } gru => new QuantisedGruAfterStage(name, gru, input, range, format),
            GruLayer gru => new QuantisedGruBeforeStage(name, gru, input, range, format),
            _ => new QuantisedLstmStage(name, (LstmLayer)cell, input, range, format),
        }).Values;
    }

    private static ArgumentException Unbounded(string state, string option, CellLayer cell) =>
        new($"the {state} of {cell.Describe()} has no bound, so integer weights need its range: find it with 'embeddedrnn calibrate --input DATA', or declare it with {option}.");

    private static void RequireColumns(int columns, Layer layer)
    {
        if (columns > QuantisedStage.MostColumns)
            throw new ArgumentException($"integer weights allow {QuantisedStage.MostColumns} values that a row is multiplied with, but {layer.Describe()} has {columns}. Leave --weights out.");
    }
}
