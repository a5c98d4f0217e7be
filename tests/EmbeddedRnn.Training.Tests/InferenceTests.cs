using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

/// <summary>What is trained is what the reference computes, and what is counted is what its gates do.</summary>
public class InferenceTests
{
    public static TheoryData<string> Specs => new(((System.Collections.IEnumerable)GradientTests.Labelled).Cast<object[]>().Select(r => (string)r[0]).Concat(
    [
        "gru 5 gates=step | dense 3", "gru 5 reset=before gates=step | dense 3", "lstm 5 gates=step peepholes | dense 3", "lstm 5 coupled i=step | dense 3",
    ]));

    [Theory, MemberData(nameof(Specs))]
    public void TheForwardPassIsThatOfTheReference(string spec)
    {
        LabelledSequences set = SmallData.Labelled(21, 6, 2, 3, 8);
        Model model = NetworkSpec.Parse(spec).Make(2, 3).Model;
        (double exact, int[] labels) = ByReference(model, set);
        using var learner = new Learner<double>(model, set, set.Count, [], 1);
        learner.SetBatch(Enumerable.Range(0, set.Count).ToArray());
        Assert.Equal(exact, learner.Pass(0, 6, backward: false, 0).Loss, 1e-12);
        Evaluation evaluation = Evaluator.Evaluate(model, set);
        Assert.Equal(exact, evaluation.Loss, 1e-5);
        Assert.Equal(labels, evaluation.Labels);
        Assert.Equal(labels.Zip(set.Labels).Count(p => p.First == p.Second) / 21.0, evaluation.Accuracy!.Value, 1e-12);
    }

    [Theory]
    [InlineData("gru 9 gates=hardsigmoid05")]
    [InlineData("gru 9 gates=step")]
    [InlineData("gru 9 gates=step reset=before")]
    [InlineData("lstm 9 gates=step")]
    [InlineData("lstm 9 gates=hardsigmoid05 peepholes")]
    [InlineData("lstm 9 coupled gates=step")]
    [InlineData("lstm 9 projection=4 gates=step")]
    public void SkippedWorkIsWhatTheGatesSpare(string spec)
    {
        LabelledSequences set = SmallData.Labelled(21, 6, 2, 3, 8);
        Model model = Wide(NetworkSpec.Parse(spec + " | dense 3").Make(2, 3).Model);
        var cell = (CellLayer)model.Layers[0];
        long skipped = 0;
        long steps = 0;
        var network = new ReferenceNetwork<float>(model);
        for (int n = 0; n < set.Count; n++)
        {
            network.Reset();
            bool[]? deadColumns = null;
            for (int t = 0; t < set.LengthOf(n); t++, steps++)
            {
                network.Step(set.InputsOf(n).Slice(t * 2, 2), new float[3]);
                skipped += CountOneByOne(cell, network.Gates(0), ref deadColumns);
            }
        }
        Evaluation evaluation = Evaluator.Evaluate(model, set);
        Assert.InRange(evaluation.SkippedShare, 0.05, 0.9);
        Assert.Equal(skipped / (double)(steps * cell.MacsPerStep), evaluation.SkippedShare, 1e-12);
        Assert.Equal(model.MacsPerStep - skipped / (double)steps, evaluation.RemainingMacsPerStep, 1e-9);
        Assert.Equal(cell.MacsPerStep - skipped / (double)steps, evaluation.RemainingRecurrentMacsPerStep, 1e-9);
        Assert.All(evaluation.Gates.Where(g => g.Gate != "candidate"), g => Assert.InRange(g.Lowest + g.Highest, 0.05, 1));
    }

    // Weight by weight: is this product needed?
    private static long CountOneByOne(CellLayer cell, IReadOnlyList<Gate<float>> gates, ref bool[]? deadColumns)
    {
        int h = cell.HiddenSize;
        long skipped = 0;
        float[] Value(string name) => gates.First(g => g.Name == name).Value.ToArray();
        for (int g = 0; g < cell.Gates.Count; g++)
        {
            for (int i = 0; i < h; i++)
            {
                for (int j = 0; j < cell.InputSize + cell.OutputSize; j++)
                {
                    bool recurrent = j >= cell.InputSize;
                    int column = j - cell.InputSize;
                    skipped += cell switch
                    {
                        GruLayer { Reset: ResetPosition.After } => (g > 0 && Value("update")[i] == 1) || (g == 2 && recurrent && Value("reset")[i] == 0),
                        GruLayer => g == 2 && (Value("update")[i] == 1 || (recurrent && Value("reset")[column] == 0)),
                        _ => (cell.Gates[g] == "candidate" && Value("input")[i] == 0) || (recurrent && deadColumns is not null && deadColumns[column]),
                    } ? 1 : 0;
                }
            }
        }
        if (cell is LstmLayer { Projection: { } projection }) skipped += projection.Rows * Value("output").Count(o => o == 0);
        else if (cell is LstmLayer) deadColumns = Value("output").Select(o => o == 0).ToArray();
        return skipped;
    }

    private static Model Wide(Model model)
    {
        var parameters = new NetworkParameters(model);
        return parameters.With(parameters.Initial().Select(v => 5 * v).ToArray());
    }

    private static (double Loss, int[] Labels) ByReference(Model model, LabelledSequences set)
    {
        var network = new ReferenceNetwork<double>(model);
        double loss = 0;
        var labels = new int[set.Count];
        for (int n = 0; n < set.Count; n++)
        {
            network.Reset();
            double[] x = set.InputsOf(n).ToArray().Select(v => (double)v).ToArray();
            var y = new double[model.OutputsLastStepOnly ? 3 : 3 * set.LengthOf(n)];
            network.Run(x, y);
            double[] last = y[^3..];
            if (model.Layers[^1] is not ActivationLayer { Function.Kind: ActivationKind.Softmax })
                last = last.Select(v => Math.Exp(v) / last.Sum(Math.Exp)).ToArray();
            loss -= Math.Log(last[set.Labels[n]]) / set.Count;
            labels[n] = Array.IndexOf(last, last.Max());
        }
        return (loss, labels);
    }
}
