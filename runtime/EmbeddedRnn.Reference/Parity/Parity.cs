using System;

namespace EmbeddedRnn.Reference;

/// <summary>
/// Compares a class that computes a model, step by step, with reference outputs from a file and with the reference:
/// <code>
/// var cell = new Gesture();
/// var parity = Parity.Of(model, cell.Step, cell.CopyStateTo, cell.SetState);
/// parity.Against("x.csv", "y.npy").ThrowIfDiverged();
/// </code>
/// A failure names the first step, the unit and the gate that diverged, with both values, and the usual mistake
/// (<see cref="Mutations"/>) that gives the same outputs where one does.
/// </summary>
public sealed partial class Parity
{
    private readonly Model model;
    private readonly StepFunction step;
    private readonly CopyStateFunction copyStateTo;
    private readonly SetStateFunction setState;

    private Parity(Model model, StepFunction step, CopyStateFunction copyStateTo, SetStateFunction setState)
    {
        this.model = model ?? throw new ArgumentNullException(nameof(model));
        this.step = step ?? throw new ArgumentNullException(nameof(step));
        this.copyStateTo = copyStateTo ?? throw new ArgumentNullException(nameof(copyStateTo));
        this.setState = setState ?? throw new ArgumentNullException(nameof(setState));
    }

    /// <summary>Prepares the comparison of a class with a model.</summary>
    /// <param name="model">The model that the class computes.</param>
    /// <param name="step">One step of the class.</param>
    /// <param name="copyStateTo">Copies its state out: h, then c.</param>
    /// <param name="setState">Sets its state.</param>
    public static Parity Of(Model model, StepFunction step, CopyStateFunction copyStateTo, SetStateFunction setState) =>
        new(model, step, copyStateTo, setState);

    /// <summary>A free run, compared with outputs that are at hand.</summary>
    /// <param name="inputs">[T, InputSize]; rounded to float.</param>
    /// <param name="expected">[T, OutputSize].</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <param name="initialState">[StateSize], h, then c; null for the model's initial state.</param>
    /// <exception cref="ArgumentException">The sequences do not fit the model or one another.</exception>
    public ParityResult Against(Sequence inputs, Sequence expected, double tolerance = 1e-5, float[]? initialState = null)
    {
        Recording Free(float[] start) => Record(inputs, t => t == 0 ? start : null);
        return AgainstOutputs("against expected outputs", inputs, expected, tolerance, initialState, Free, ReferenceRun.Free);
    }

    /// <summary>
    /// Every step from the expected output of the step before, compared with outputs that are at hand: for models that are too
    /// sensitive for a free run. The expected output is the hidden state of the last layer, where that is a cell. What outputs
    /// do not tell, a cell state or earlier layers, comes from the double reference, which takes the same forced steps.
    /// </summary>
    /// <param name="inputs">[T, InputSize]; rounded to float.</param>
    /// <param name="expected">[T, OutputSize]; rounded to float where they are a state.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <param name="initialState">[StateSize], h, then c; null for the model's initial state.</param>
    /// <exception cref="ArgumentException">The sequences do not fit the model or one another.</exception>
    public ParityResult TeacherForced(Sequence inputs, Sequence expected, double tolerance = 1e-5, float[]? initialState = null)
    {
        Recording Steps(float[] start)
        {
            float[][] states = ReferenceRun.TeacherForced(model, inputs.ToSingle(), start, expected).Before;
            return Record(inputs, t => states[t]);
        }
        return AgainstOutputs("against expected outputs, each step from the one expected before it", inputs, expected, tolerance, initialState, Steps, ReferenceRun.TeacherForced);
    }

    /// <summary>Compares outputs, however they came about, with expected ones. Without the class itself nothing is diagnosed.</summary>
    /// <param name="model">The model that computed them.</param>
    /// <param name="outputs">[T, OutputSize], row-major.</param>
    /// <param name="expected">[T, OutputSize].</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <exception cref="ArgumentException">Another number of outputs than expected.</exception>
    public static ParityResult OfOutputs(Model model, ReadOnlySpan<float> outputs, Sequence expected, double tolerance = 1e-5)
    {
        if (outputs.Length != expected.Steps * expected.Width)
            throw new ArgumentException($"there are {outputs.Length} outputs, but {expected.Steps * expected.Width} are expected.", nameof(outputs));
        var errors = new ErrorLog(tolerance);
        for (int t = 0; t < expected.Steps; t++) errors.Compare(t, "output", expected.Row(t), outputs.Slice(t * expected.Width, expected.Width));
        Divergence? first = errors.First is { } at ? new Divergence(at) { StepsExamined = 0 } : null;
        return new ParityResult($"{model.Name} against expected outputs", tolerance, expected.Steps, expected.Steps, errors.Largest, first);
    }

    /// <summary>
    /// Every step from the reference's own state, rounded to float, compared with the double reference: outputs and state. The
    /// error of one step, which does not depend on how errors grow. A step in which a step gate's sum is within 1e-5 of the threshold is
    /// left out: rounding decides it.
    /// </summary>
    /// <param name="inputs">[T, InputSize]; rounded to float.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <param name="initialState">[StateSize], h, then c; null for the model's initial state.</param>
    public ParityResult AgainstReference(Sequence inputs, double tolerance = 1e-6, float[]? initialState = null)
    {
        RequireWidth("inputs", inputs.Width, model.InputSize);
        ReferenceRun expected = ReferenceRun.Rounded(model, inputs.ToSingle(), initialState ?? ModelStart());
        Recording recording = Record(inputs, t => expected.Before[t]);
        return Compare("against the reference, step by step", recording, expected, recording.Steps, tolerance);
    }

    /// <summary>
    /// A free run, compared with the double reference as long as the float and the double reference agree within the tolerance:
    /// where they part, the model is too sensitive for any float code. <see cref="ParityResult.ComparedSteps"/> says how far that was.
    /// </summary>
    /// <param name="inputs">[T, InputSize]; rounded to float.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <param name="initialState">[StateSize], h, then c; null for the model's initial state.</param>
    public ParityResult FreeRunAgainstReference(Sequence inputs, double tolerance = 2e-6, float[]? initialState = null)
    {
        float[] start = initialState ?? ModelStart();
        Recording recording = Record(inputs, t => t == 0 ? start : null);
        ReferenceRun expected = ReferenceRun.Free(model, recording.Inputs, start, null);
        return Compare("free run against the reference", recording, expected, StableSteps(recording.Inputs, start, expected, tolerance), tolerance);
    }

    private ParityResult AgainstOutputs(
        string how, Sequence inputs, Sequence expected, double tolerance, float[]? initialState, Func<float[], Recording> record, ReferenceSteps reference)
    {
        RequireWidth("inputs", inputs.Width, model.InputSize);
        RequireWidth("expected outputs", expected.Width, model.OutputSize);
        if (expected.Steps != inputs.Steps)
            throw new ArgumentException($"there are {inputs.Steps} steps of inputs, but {expected.Steps} of expected outputs.", nameof(expected));
        Recording recording = record(initialState ?? ModelStart());
        var errors = new ErrorLog(tolerance);
        for (int t = 0; t < recording.Steps; t++) errors.Compare(t, "output", expected.Row(t), recording.Outputs[t]);
        Divergence? first = FileDiagnosis.Of(model, recording, expected, errors.First, tolerance, reference);
        return new ParityResult($"{model.Name} {how}", tolerance, recording.Steps, recording.Steps, errors.Largest, first);
    }

    private ParityResult Compare(string how, Recording recording, ReferenceRun expected, int steps, double tolerance)
    {
        var errors = new ErrorLog(tolerance);
        int decided = 0;
        for (int t = 0; t < steps; t++)
        {
            if (!expected.Decided[t]) continue;
            decided++;
            errors.Compare(t, "output", expected.Outputs[t], recording.Outputs[t]);
            foreach (StatePart part in StatePart.Of(model))
                errors.Compare(t, part.Name, expected.After[t].AsSpan(part.Offset, part.Size), recording.After[t].AsSpan(part.Offset, part.Size));
        }
        Divergence? first = StepDiagnosis.Of(model, recording, errors.First, tolerance);
        return new ParityResult($"{model.Name} {how}", tolerance, recording.Steps, decided, errors.Largest, first);
    }

    private int StableSteps(float[] inputs, float[] start, ReferenceRun exact, double tolerance)
    {
        var single = new ReferenceNetwork<float>(model);
        single.SetState(start);
        var output = new float[model.OutputSize];
        var errors = new ErrorLog(tolerance);
        for (int t = 0; t < exact.Outputs.Length; t++)
        {
            single.Step(inputs.AsSpan(t * model.InputSize, model.InputSize), output);
            errors.Compare(t, "output", exact.Outputs[t], output);
            if (errors.First is not null) return t;
        }
        return exact.Outputs.Length;
    }

    private Recording Record(Sequence inputs, Func<int, float[]?> stateBefore)
    {
        RequireWidth("inputs", inputs.Width, model.InputSize);
        var recording = new Recording(inputs.ToSingle(), inputs.Steps);
        for (int t = 0; t < inputs.Steps; t++)
        {
            if (stateBefore(t) is { } state) setState(state);
            copyStateTo(recording.Before[t] = new float[model.StateSize]);
            step(recording.Inputs.AsSpan(t * inputs.Width, inputs.Width), recording.Outputs[t] = new float[model.OutputSize]);
            copyStateTo(recording.After[t] = new float[model.StateSize]);
        }
        return recording;
    }

    private float[] ModelStart()
    {
        var state = new float[model.StateSize];
        new ReferenceNetwork<float>(model).CopyStateTo(state);
        return state;
    }

    private void RequireWidth(string what, int given, int expected)
    {
        if (given != expected) throw new ArgumentException($"the {what} have {given} values a step, but {model.Name} has {expected}.");
    }
}
