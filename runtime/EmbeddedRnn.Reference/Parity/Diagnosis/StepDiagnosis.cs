using System;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>Explains why a class departs from the reference, from what it did in single steps from its own states.</summary>
internal static class StepDiagnosis
{
    public static Divergence? Of(Model model, Recording recording, Deviation? first, double tolerance)
    {
        if (first is not { } at) return null;
        int t = at.Step;
        return new Divergence(at)
        {
            GrewOverSteps = Fits(model, recording, t, t + 1, tolerance),
            Suspects = GateDiagnosis.Suspects(model, Input(model, recording, t), recording.Before[t], Widen(recording.Outputs[t]), Widen(recording.After[t]), tolerance),
            KnownMistake = KnownMistake(model, recording, tolerance),
        };
    }

    /// <summary>True where a model gives what was recorded, every step from the recorded state before it.</summary>
    public static bool Fits(Model model, Recording recording, int from, int to, double tolerance)
    {
        var network = new ReferenceNetwork<double>(model);
        var output = new double[model.OutputSize];
        var state = new double[model.StateSize];
        var errors = new ErrorLog(tolerance);
        for (int t = from; t < to && errors.First is null; t++)
        {
            network.SetState(Widen(recording.Before[t]));
            network.Step(Input(model, recording, t), output);
            network.CopyStateTo(state);
            errors.Compare(t, "output", output, recording.Outputs[t]);
            errors.Compare(t, "state", state, recording.After[t]);
        }
        return errors.First is null;
    }

    public static double[] Input(Model model, Recording recording, int step) =>
        Widen(recording.Inputs.AsSpan(step * model.InputSize, model.InputSize).ToArray());

    private static string? KnownMistake(Model model, Recording recording, double tolerance)
    {
        if (Fits(model, recording, 0, recording.Steps, tolerance)) return null;
        return Mutations.Of(model).Concat(Mutations.GateOrders(model))
            .FirstOrDefault(m => Fits(m.Model, recording, 0, recording.Steps, tolerance))?.Description;
    }

    private static double[] Widen(float[] values) => Array.ConvertAll(values, v => (double)v);
}
