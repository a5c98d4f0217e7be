using System;
using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>
/// Mean and deviation of a series, column by column: a network trains best on values around 0 of size 1, and raw values should go into the
/// finished model and come out of it.
/// </summary>
public sealed class Standardisation
{
    private readonly float[] mean;
    private readonly float[] deviation;

    private Standardisation(float[] mean, float[] deviation)
    {
        this.mean = mean;
        this.deviation = deviation;
    }

    /// <summary>Measures a series: the training part only, so that nothing is learned from what is held out.</summary>
    public static Standardisation Of(PredictionSeries series)
    {
        int width = series.InputSize;
        var sum = new double[width];
        var square = new double[width];
        double count = 0;
        for (int segment = 0; segment < series.Count; segment++)
        {
            ReadOnlySpan<float> values = series.InputsOf(segment);
            count += series.LengthOf(segment);
            for (int i = 0; i < values.Length; i++) sum[i % width] += values[i];
        }
        for (int segment = 0; segment < series.Count; segment++)
        {
            ReadOnlySpan<float> values = series.InputsOf(segment);
            for (int i = 0; i < values.Length; i++) square[i % width] += Math.Pow(values[i] - sum[i % width] / count, 2);
        }
        return new Standardisation(
            sum.Select(s => (float)(s / count)).ToArray(),
            // A column that never changes is only moved.
            square.Select(s => s == 0 ? 1 : (float)Math.Sqrt(s / count)).ToArray());
    }

    /// <summary>The series with (value - mean) / deviation for every value.</summary>
    public PredictionSeries Apply(PredictionSeries series) => series.Map((value, column) => (value - mean[column]) / deviation[column]);

    /// <summary>A model that was trained on standardised values, for raw ones: scaled where they go in and scaled back where they come out.</summary>
    /// <exception cref="ArgumentException">The model does not take and give as many values as the series has.</exception>
    public Model Wrap(Model model)
    {
        if (model.InputSize != mean.Length || model.OutputSize != mean.Length)
            throw new ArgumentException($"the series has {mean.Length} values a step, but the network takes {model.InputSize} and gives {model.OutputSize}.");
        Layer before = Affine(deviation.Select(d => 1 / d).ToArray(), mean.Select((m, i) => -m / deviation[i]).ToArray());
        return new Model(model.Name, [before, .. model.Layers, Affine(deviation, mean)]);
    }

    private static AffineLayer Affine(float[] scale, float[] shift) =>
        new(new Tensor(TensorNames.Scale, 1, scale.Length, (float[])scale.Clone()), new Tensor(TensorNames.Shift, 1, shift.Length, (float[])shift.Clone()));
}
