using System;

namespace EmbeddedRnn;

/// <summary>Makes layers of bare arrays in the layout of <see cref="Model"/>, row-major.</summary>
internal static class LayerFactory
{
    /// <param name="inputSize">I.</param>
    /// <param name="outputSize">O.</param>
    /// <param name="weights">[O, I].</param>
    /// <param name="bias">[O], or null.</param>
    public static DenseLayer Dense(int inputSize, int outputSize, float[] weights, float[]? bias) =>
        new(new Tensor(TensorNames.Weights, outputSize, inputSize, weights), Vector(TensorNames.Bias, bias));

    /// <summary>y = scale * x + shift, with the scale and the shift of the first value alone; the others stay.</summary>
    public static AffineLayer ScaleFirst(int size, float scale)
    {
        var scales = new float[size];
        Array.Fill(scales, 1f);
        scales[0] = scale;
        return new AffineLayer(Vector(TensorNames.Scale, scales), Vector(TensorNames.Shift, new float[size]));
    }

    /// <summary>
    /// Sets the biases of a format that has one bias a gate. The recurrent one is zero, so that a cell with biases has one
    /// structure whatever format it came from, and weights of one can take the place of another's.
    /// </summary>
    public static void SetBias(CellWeights weights, float[] bias)
    {
        weights.InputBias = Vector(TensorNames.InputBias, bias);
        weights.RecurrentBias = Vector(TensorNames.RecurrentBias, new float[bias.Length]);
    }

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(values))]
    public static Tensor? Vector(string name, float[]? values) => values is null ? null : new Tensor(name, 1, values.Length, values);
}
