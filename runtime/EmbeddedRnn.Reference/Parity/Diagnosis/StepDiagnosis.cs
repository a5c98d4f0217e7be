using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>Explains why a class departs from the reference, from what it did in single steps from its own states.</summary>
internal static class StepDiagnosis
{
    // One step often has several explanations; a mistake in the code shows in many steps, where only one gate explains them all.
    private const int MostSteps = 50;

    // A reset gate acts only through the candidate, so the candidate explains whatever a reset gate does. That a wrong
    // candidate would look like a reset gate in so many steps is unlikely: where both explain them all, it is the reset gate.
    private const int SeveralSteps = 4;

    public static Divergence? Of(Model model, Recording recording, Deviation? first, double tolerance)
    {
        if (first is not { } at) return null;
        var reference = new ReferenceNetwork<double>(model);
        int[] diverging = Enumerable.Range(at.Step, recording.Steps - at.Step)
            .Where(t => !Fits(reference, recording, t, t + 1, tolerance)).Take(MostSteps).ToArray();
        IReadOnlyList<GateSuspect>[] suspects = diverging.Select(t => Suspects(model, recording, t, tolerance)).ToArray();
        int Explained(GateSuspect suspect) => suspects.Count(step => step.Any(s => s.Gate == suspect.Gate && s.Layer == suspect.Layer));

        bool grew = diverging.Length == 0 || diverging[0] != at.Step;
        return new Divergence(at)
        {
            GrewOverSteps = grew,
            StepsExamined = diverging.Length,
            Suspects = grew ? Array.Empty<GateSuspect>() : suspects[0]
                .Select(suspect => suspect with { StepsExplained = Explained(suspect) })
                .OrderByDescending(suspect => suspect.StepsExplained)
                .ThenBy(suspect => diverging.Length < SeveralSteps || suspect.Gate != "reset").ToArray(),
            KnownMistake = diverging.Length == 0 ? null : KnownMistake(model, recording, tolerance),
        };
    }

    private static IReadOnlyList<GateSuspect> Suspects(Model model, Recording recording, int t, double tolerance) => GateDiagnosis.Suspects(
        model, Input(model, recording, t), recording.Before[t], Widen(recording.Outputs[t]), Widen(recording.After[t]), tolerance);

    /// <summary>True where a model gives what was recorded, every step from the recorded state before it.</summary>
    public static bool Fits(Model model, Recording recording, double tolerance) =>
        Fits(new ReferenceNetwork<double>(model), recording, 0, recording.Steps, tolerance);

    private static bool Fits(ReferenceNetwork<double> network, Recording recording, int from, int to, double tolerance)
    {
        var output = new double[network.OutputSize];
        var state = new double[network.StateSize];
        var errors = new ErrorLog(tolerance);
        for (int t = from; t < to && errors.First is null; t++)
        {
            network.SetState(Widen(recording.Before[t]));
            network.Step(Input(network.Model, recording, t), output);
            network.CopyStateTo(state);
            errors.Compare(t, "output", output, recording.Outputs[t]);
            errors.Compare(t, "state", state, recording.After[t]);
        }
        return errors.First is null;
    }

    public static double[] Input(Model model, Recording recording, int step) =>
        Widen(recording.Inputs.AsSpan(step * model.InputSize, model.InputSize).ToArray());

    private static string? KnownMistake(Model model, Recording recording, double tolerance) =>
        Mutations.Of(model).Concat(Mutations.GateOrders(model))
            .FirstOrDefault(m => Fits(m.Model, recording, tolerance))?.Description;

    private static double[] Widen(float[] values) => Array.ConvertAll(values, v => (double)v);
}
