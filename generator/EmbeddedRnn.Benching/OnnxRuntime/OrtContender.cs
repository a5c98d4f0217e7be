using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Benching.OnnxRuntime;

/// <summary>
/// A model file in ONNX Runtime, a number of steps a call. Each call starts from the model's initial state: what a file does not
/// show as an input cannot be carried from call to call. The time is the same.
/// </summary>
public sealed class OrtContender : Contender, IDisposable
{
    /// <summary>Steps that are compared: a sensitive network strays by rounding alone after many.</summary>
    private const int ComparedSteps = 100;

    private const double Tolerance = 1e-4;

    private readonly OrtCall call;
    private readonly int output;
    private readonly int width;

    private OrtContender(string code, int steps, OrtCall call, int output, int width)
        : base(code) => (StepsACall, this.call, this.output, this.width) = (steps, call, output, width);

    /// <inheritdoc/>
    public override int StepsACall { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Output => call.Output(output)[^width..];

    /// <summary>Finds out how the file wants its sequence, and makes sure that it computes what the model says.</summary>
    /// <exception cref="OrtException">ONNX Runtime refuses the file or the shape, or its outputs are others.</exception>
    public static OrtContender Create(OrtSession session, Model model, RepeatedInputs inputs, int steps)
    {
        double[] expected = Expected(model, inputs, steps);
        string refusal = OrtInput.NoneTakes(session.Inputs, steps, model.InputSize);
        foreach ((OrtInput input, long[] shape) in session.Inputs.SelectMany(i => Shapes(i, model.InputSize, steps).Select(s => (i, s))))
        {
            OrtCall? call = new(session, input, shape, inputs.First(steps), steps);
            try
            {
                call.Run();
                (int output, double error) = Enumerable.Range(0, session.Outputs.Count).Select(i => (i, Error(call.Output(i), expected, model.OutputSize))).MinBy(o => o.Item2);
                if (error <= Tolerance)
                {
                    var contender = new OrtContender(steps == 1 ? "ONNX Runtime" : $"ONNX Runtime, {steps} steps a call", steps, call, output, model.OutputSize);
                    call = null;
                    return contender;
                }
                refusal = FormattableString.Invariant($"its outputs for {steps} steps are off the reference by {error:G3}, so there is nothing to compare.");
            }
            catch (OrtException exception)
            {
                refusal = exception.Message;
            }
            finally
            {
                call?.Dispose();
            }
        }
        throw new OrtException(refusal);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public override void Run(int steps)
    {
        for (int done = 0; done < steps; done += StepsACall) call.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => call.Dispose();

    /// <summary>The shapes in which an input may want the sequence: steps first or batch first, where its dimensions allow it.</summary>
    private static IEnumerable<long[]> Shapes(OrtInput input, int width, int steps)
    {
        long[][] all = input.Dimensions.Length switch
        {
            1 => steps == 1 ? [[width]] : [],
            2 => [[steps, width]],
            3 => [[steps, 1, width], [1, steps, width]],
            _ => [],
        };
        return input.ElementType == OrtInput.Float
            ? all.Where(shape => shape.Zip(input.Dimensions).All(d => d.Second <= 0 || d.First == d.Second)).DistinctBy(s => string.Join(',', s))
            : [];
    }

    private static double[] Expected(Model model, RepeatedInputs inputs, int steps)
    {
        var reference = new ReferenceNetwork<double>(model);
        double[] wide = [.. inputs.First(steps).ToArray().Select(v => (double)v)];
        var outputs = new double[(model.OutputsLastStepOnly ? 1 : steps) * model.OutputSize];
        reference.Run(wide, outputs);
        return outputs;
    }

    private static double Error(ReadOnlySpan<float> actual, double[] expected, int width)
    {
        if (actual.Length != expected.Length) return double.PositiveInfinity;
        double largest = 0;
        int compared = Math.Min(expected.Length, ComparedSteps * width);
        for (int i = 0; i < compared; i++) largest = Math.Max(largest, Math.Abs(actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i])));
        return largest;
    }
}
