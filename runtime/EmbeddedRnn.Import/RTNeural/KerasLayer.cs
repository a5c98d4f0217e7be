using System;
using System.Linq;
using EmbeddedRnn.Json;

namespace EmbeddedRnn.RTNeural;

/// <summary>A layer's entry with its weights, in Keras' layouts. What serves several kinds of layer is here, and the two simplest kinds.</summary>
internal sealed class KerasLayer(JsonPlace entry, int inputSize, StepShape output, JsonArray[] weights, bool allowNonFinite)
{
    public JsonPlace Entry => entry;

    public int InputSize => inputSize;

    public StepShape Output => output;

    public JsonArray[] Weights => weights;

    public bool AllowNonFinite => allowNonFinite;

    /// <summary>kernel [I, O], bias [O] unless it was left out.</summary>
    public DenseLayer Dense()
    {
        RequireWeights(1, 2);
        int outputSize = RequireKernel(weights[0]);
        return LayerFactory.Dense(inputSize, outputSize, Blocks.Transpose(Values(weights[0]), inputSize, outputSize), Bias(outputSize));
    }

    /// <summary>alpha [1, size] or [size], or one for all.</summary>
    public ActivationLayer PRelu()
    {
        RequireWeights(1);
        output.RequireSame(inputSize);
        int[] shape = weights[0].Shape;
        if (shape.Length > 2 || (shape.Length == 2 && shape[0] != 1) || (shape[^1] != inputSize && shape[^1] != 1))
        {
            throw weights[0].Place.Error(FormattableString.Invariant(
                $"its shape is {weights[0].ShapeText}, but {inputSize} values come in: the slopes must be [1, {inputSize}] or [1, 1], the same at every step (in Keras: shared_axes=[1])."));
        }
        float[] slopes = Values(weights[0]);
        if (slopes.Length == 1) slopes = Enumerable.Repeat(slopes[0], inputSize).ToArray();
        return new ActivationLayer(inputSize, ActivationFunction.LeakyRelu, LayerFactory.Vector(TensorNames.Slopes, slopes));
    }

    public void RequireWeights(params int[] counts)
    {
        if (!counts.Contains(weights.Length))
            throw entry.Error(FormattableString.Invariant(
                $"it has {(weights.Length > 4 ? "more than 4" : weights.Length)} tensors in 'weights', but this type of layer has {string.Join(" or ", counts)}."));
    }

    /// <summary>Refuses a kernel whose shape is not [inputs, outputs]; gives the outputs.</summary>
    public int RequireKernel(JsonArray kernel, int gates = 1)
    {
        if (kernel.Shape.Length != 2 || kernel.Shape[0] != inputSize || kernel.Shape[1] == 0 || kernel.Shape[1] % gates != 0)
        {
            throw kernel.Place.Error(FormattableString.Invariant(
                $"its shape is {kernel.ShapeText}, but {inputSize} values come in: it must be [{inputSize}, {(gates == 1 ? "units" : $"{gates} * units")}]."));
        }
        int units = kernel.Shape[1] / gates;
        output.Require(units, kernel);
        return units;
    }

    /// <summary>The second tensor as a bias [size]; null where there is none.</summary>
    public float[]? Bias(int size)
    {
        if (weights.Length < 2) return null;
        Require(weights[1], [size]);
        return Values(weights[1]);
    }

    public void Require(JsonArray array, int[] shape)
    {
        if (!array.Shape.SequenceEqual(shape))
            throw array.Place.Error(
                $"its shape is {array.ShapeText}, but with {weights[0].Place.Path} of {weights[0].ShapeText} it must be {JsonArray.Text(shape)}.");
    }

    public float[] Values(JsonArray array) => array.Values(allowNonFinite);
}
