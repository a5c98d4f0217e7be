using System;
using System.Globalization;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Testing;

/// <summary>
/// What theory says a cell must do, whatever computes it: a model, a start, inputs, and the state after every step.
/// </summary>
/// <param name="Name">The identity in words, with the sizes.</param>
/// <param name="Model">The model.</param>
/// <param name="Inputs">[T, InputSize].</param>
/// <param name="InitialState">[StateSize], h, then c.</param>
/// <param name="ExpectedStates">[T, StateSize]; NaN where theory says nothing.</param>
/// <param name="Tolerance">
/// The largest error, |actual - expected| / max(1, |expected|); 0 for an identity that holds exactly, where a zero has its sign too.
/// </param>
public sealed record Identity(string Name, Model Model, Sequence Inputs, float[] InitialState, Sequence ExpectedStates, double Tolerance)
{
    /// <summary>Runs a class from the initial state and compares its state after every step, and its output with its hidden state.</summary>
    /// <exception cref="InvalidOperationException">The identity does not hold; the message says where.</exception>
    public void Check(StepFunction step, CopyStateFunction copyStateTo, SetStateFunction setState)
    {
        setState(InitialState);
        var output = new float[Model.OutputSize];
        var state = new float[Model.StateSize];
        for (int t = 0; t < Inputs.Steps; t++)
        {
            step(Array.ConvertAll(Inputs.Row(t).ToArray(), v => (float)v), output);
            copyStateTo(state);
            for (int i = 0; i < state.Length; i++)
            {
                if (i < output.Length && !output[i].Equals(state[i])) Fail(t, i, state[i], output[i], "the output is not the hidden state");
                double expected = ExpectedStates[t, i];
                if (double.IsNaN(expected)) continue;
                double error = Math.Abs(state[i] - expected) / Math.Max(1, Math.Abs(expected));
                if (!(error <= Tolerance)) Fail(t, i, expected, state[i], $"the error {error.ToString("G3", CultureInfo.InvariantCulture)} is above {Tolerance.ToString("G3", CultureInfo.InvariantCulture)}");
                if (Tolerance == 0 && expected == 0 && double.IsNegative(expected) != float.IsNegative(state[i])) Fail(t, i, expected, state[i], "the zero has the other sign");
            }
        }
    }

    public override string ToString() => Name;

    private void Fail(int step, int index, double expected, double actual, string why) => throw new InvalidOperationException(string.Create(
        CultureInfo.InvariantCulture, $"{Name}: at step {step}, value {index} of the state, expected {expected:G9}, got {actual:G9}: {why}."));
}
