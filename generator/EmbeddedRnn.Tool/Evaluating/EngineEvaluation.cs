using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Evaluating;

/// <summary>Runs every sequence through an engine, each from the model's initial state, and compares what comes out.</summary>
internal sealed class EngineEvaluation(Model model, IEngine engine)
{
    private readonly float[] initial = model.InitialState() ?? new float[model.StateSize];

    // A softmax at the end has been taken; else the last layer's values are what it would take.
    private readonly bool givesProbabilities = model.Layers[^1] is ActivationLayer { Function.Kind: ActivationKind.Softmax };

    private double loss;
    private long terms;

    /// <summary>The class that each labelled sequence was given.</summary>
    public List<int> Classes { get; } = [];

    public int Correct { get; private set; }

    public long Steps { get; private set; }

    /// <summary>The mean cross-entropy, or the mean squared error.</summary>
    public double Loss => loss / terms;

    public void Run(IReadOnlyList<Question> questions, ReportProgress report, CancellationToken cancellation)
    {
        for (int i = 0; i < questions.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            report("evaluating", (double)i / questions.Count);
            Run(questions[i]);
        }
    }

    private void Run(Question question)
    {
        int steps = question.Inputs.Length / model.InputSize;
        var outputs = new float[(model.OutputsLastStepOnly ? 1 : steps) * model.OutputSize];
        engine.SetState(initial);
        engine.Run(question.Inputs, outputs);
        Steps += steps;
        if (question.Label is { } label) Judge(outputs.AsSpan(outputs.Length - model.OutputSize), label);
        else Judge(outputs, question.Targets.Span);
    }

    private void Judge(ReadOnlySpan<float> outputs, int label)
    {
        // The first of equal ones, as in training.
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i] > outputs[best]) best = i;
        }
        Classes.Add(best);
        if (best == label) Correct++;
        terms++;
        if (givesProbabilities)
        {
            loss -= Math.Log(outputs[label]);
            return;
        }
        double sum = 0;
        foreach (float output in outputs) sum += Math.Exp((double)output - outputs[best]);
        loss += Math.Log(sum) + outputs[best] - outputs[label];
    }

    private void Judge(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int i = 0; i < outputs.Length; i++) loss += Math.Pow((double)outputs[i] - targets[i], 2);
        terms += outputs.Length;
    }
}
