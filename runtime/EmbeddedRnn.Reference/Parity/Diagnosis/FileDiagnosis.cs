using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Reference;

/// <summary>Explains why a class departs from expected outputs: the class is wrong, or the model and the expected outputs disagree.</summary>
internal static class FileDiagnosis
{
    public static Divergence? Of(Model model, Recording recording, Sequence expected, Deviation? first, double tolerance, ReferenceSteps reference)
    {
        if (first is not { } at) return null;
        float[] start = recording.Before[0];
        bool classFollowsModel = StepDiagnosis.Fits(model, recording, tolerance);
        if (!classFollowsModel || Gives(model, recording.Inputs, start, expected, tolerance, reference))
            return StepDiagnosis.Of(model, recording, first, tolerance);

        double[] row = expected.Row(at.Step).ToArray();
        return new Divergence(at)
        {
            ReferenceDivergesToo = true,
            Suspects = GateDiagnosis.Suspects(model, StepDiagnosis.Input(model, recording, at.Step), recording.Before[at.Step], row, null, tolerance),
            KnownMistake = KnownMistake(model, recording.Inputs, start, expected, tolerance, reference),
        };
    }

    private static string? KnownMistake(Model model, float[] inputs, float[] start, Sequence expected, double tolerance, ReferenceSteps reference)
    {
        foreach (Mutation mutation in Mutations.Of(model).Concat(Mutations.GateOrders(model)))
        {
            if (Gives(mutation.Model, inputs, start, expected, tolerance, reference)) return mutation.Description;
        }
        float[] reversed = Mutations.ReverseTime(Sequence.Of(model.InputSize, inputs)).ToSingle();
        if (Gives(model, reversed, start, expected, tolerance, reference)) return "the inputs reversed in time";
        if (Gives(model, reversed, start, Mutations.ReverseTime(expected), tolerance, reference)) return "time reversed, as a network that runs backward has it";
        if (Gives(model, inputs, new float[start.Length], expected, tolerance, reference)) return "its state starting at zero";
        return null;
    }

    private static bool Gives(Model model, float[] inputs, float[] start, Sequence expected, double tolerance, ReferenceSteps reference)
    {
        ReferenceRun run = reference(model, inputs, start, expected);
        return Enumerable.Range(0, expected.Steps).All(t => Agrees(expected.Row(t), run.Outputs[t], tolerance));
    }

    private static bool Agrees(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        for (int u = 0; u < expected.Length; u++)
        {
            if (Deviation.ErrorOf(expected[u], actual[u]) > tolerance) return false;
        }
        return true;
    }
}
