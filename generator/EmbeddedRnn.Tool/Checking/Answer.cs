using System;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Checking;

/// <summary>Runs the engine and compares.</summary>
internal static class Answer
{
    public static CheckReport To(Question question, ToolConsole console) => console.Progress.While(report =>
    {
        report($"starting the {question.Kind.Name} engine", 0);
        using IEngine engine = question.Kind.Start(question.Model, console.Cancellation);
        ParityResult result = engine.Step is { } step && !question.Model.OutputsLastStepOnly ? Steps(question, engine, step, report, console) : Whole(question, engine, report, console);
        return Report(question, engine, result);
    });

    private static ParityResult Steps(Question question, IEngine engine, StepFunction step, ReportProgress report, ToolConsole console)
    {
        int steps = 0;
        void Watched(ReadOnlySpan<float> input, Span<float> output)
        {
            if (steps++ % 256 == 0)
            {
                console.Cancellation.ThrowIfCancellationRequested();
                report("comparing", Math.Min(1, (double)steps / question.Inputs.Steps));
            }
            step(input, output);
        }

        Parity parity = Parity.Of(question.Model, Watched, engine.CopyStateTo, engine.SetState);
        return question.TeacherForced
            ? parity.TeacherForced(question.Inputs, question.Expected, question.Tolerance, question.State)
            : parity.Against(question.Inputs, question.Expected, question.Tolerance, question.State);
    }

    private static ParityResult Whole(Question question, IEngine engine, ReportProgress report, ToolConsole console)
    {
        if (question.TeacherForced) throw new ToolException($"--teacher-forced: there are no single steps to start from, because {question.Model.WhyNotStreaming ?? "the network gives the output of the last step only"}.");
        if (question.State is not null) engine.SetState(question.State);
        float[] outputs = EngineRun.Outputs(engine, question.Model, question.Inputs, report, console.Cancellation);
        return Parity.OfOutputs(question.Model, outputs, question.Expected, question.Tolerance);
    }

    private static CheckReport Report(Question question, IEngine engine, ParityResult result) => new(
        question.Model.Name, question.Model.Hash, question.Kind.Name, engine.Detail, question.TeacherForced, question.Tolerance,
        !result.Diverged, result.Steps, result.LargestError, result.Step, result.Unit, result.Expected, result.Actual,
        result.FirstDivergence is not { } first ? null : new DivergenceReport(
            first.Step, first.Unit, first.Expected, first.Actual, first.Gate, first.KnownMistake, first.ReferenceDivergesToo, result.Message));
}
