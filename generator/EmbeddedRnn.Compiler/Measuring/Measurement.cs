using System;
using System.Globalization;
using System.Linq;

namespace EmbeddedRnn.Compiler.Measuring;

/// <summary>The error of a class with integer weights against the float32 weights of its model, both from the initial state over the same inputs.</summary>
/// <param name="Steps">How many steps.</param>
/// <param name="Inputs">What the inputs were.</param>
/// <param name="Largest">The largest error of an output of any step, |actual - expected| / max(1, |expected|).</param>
/// <param name="AtEnd">The largest error of an output of the last step.</param>
public sealed record Measurement(int Steps, string Inputs, double Largest, double AtEnd)
{
    /// <summary>Measures: the float32 weights in exact arithmetic, the integer weights with the rounding of the generated code.</summary>
    /// <param name="model">A model with its weights and all ranges.</param>
    /// <param name="format">The format of its cells' matrices.</param>
    /// <param name="activations">How exactly the class computes its activations.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="progress">Is told which share is done, and may throw to stop; null for nobody.</param>
    public static Measurement Of(Model model, WeightFormat format, ActivationPrecision activations, MeasuringInputs inputs, Action<double>? progress = null)
    {
        if (inputs.Width != model.InputSize) throw new ArgumentException($"the inputs have {inputs.Width} values a step, but {model.Name} takes {model.InputSize}.", nameof(inputs));
        long done = 0, all = 2 * Math.Max(1, model.MacsPerStep * inputs.Steps);
        void Advance(long macs) => progress?.Invoke(Math.Min(1, (double)(done += macs) / all));

        double[] expected = new MeasuredNetwork(Arithmetic.Exact, cell => new ExactSums(cell), Advance).Run(model, inputs.Values);
        float[] ranges = CellRanges.Values(model);
        CellLayer[] cells = model.AllLayers.OfType<CellLayer>().ToArray();
        ICellSums Sums(CellLayer cell)
        {
            int before = cells.TakeWhile(c => c != cell).Sum(c => 2 * c.InputSize + 2);
            return new IntegerSums(cell, format, ranges.Skip(before).Take(2 * cell.InputSize + 2).ToArray());
        }

        double[] actual = new MeasuredNetwork(Arithmetic.Single(activations), Sums, Advance).Run(model, inputs.Values);
        double[] errors = expected.Zip(actual, (e, a) => Error((float)e, a)).ToArray();
        return new Measurement(inputs.Steps, inputs.Words, errors.Max(), errors.Skip(errors.Length - model.OutputSize).Max());
    }

    /// <summary>A sentence for the head of the code.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "Error against float32 weights over {0} step{1} {2}: {3:0.0E-0} at most, {4:0.0E-0} at the last step.",
        Steps, Steps == 1 ? "" : "s", Inputs, Largest, AtEnd);

    private static double Error(double expected, double actual) => expected.Equals(actual) ? 0 : Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected));
}
