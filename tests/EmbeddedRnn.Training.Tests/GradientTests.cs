using System;
using System.Linq;
using EmbeddedRnn.Reference;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

/// <summary>Every smooth gradient against central differences of fourth order, in double, away from kinks.</summary>
public class GradientTests
{
    private const double Step = 1e-4;
    private const double LargestRelativeError = 1e-6;

    public static TheoryData<string> Labelled => new()
    {
        "rnn 5 | dense 3 | softmax",
        "rnn 5 relu | dense 3",
        "rnn 5 relu identity | dense 3",
        "rnn 5 hardtanh | dense 3 | softmax",
        "gru 5 | dense 3 | softmax",
        "gru 5 reset=before | dense 3 | softmax",
        "gru 5 gates=hardsigmoid02 candidate=hardtanh | dense 3 | softmax",
        "gru 5 reset=before z=hardsigmoid6 r=hardsigmoid025 candidate=relu | dense 3 | softmax",
        "gru 5 z=hardsigmoid05 | dense 3 | softmax",
        "lstm 5 | dense 3 | softmax",
        "lstm 5 peepholes | dense 3 | softmax",
        "lstm 5 coupled | dense 3 | softmax",
        "lstm 5 coupled peepholes projection=3 | dense 3 | softmax",
        "lstm 5 projection=2 | dense 3 | softmax",
        "lstm 5 peepholes projection=4 gates=hardsigmoid02 candidate=hardtanh output=relu | dense 3 | softmax",
        "lstm 5 i=hardsigmoid02 f=hardsigmoid6 o=hardsigmoid025 | dense 3 | softmax",
        "gru 4 | lstm 3 | rnn 5 | dense 3 | softmax",
        "bidirectional(gru 3) | dense 3 | softmax",
        "bidirectional(lstm 3 projection=2) | final | dense 3 | softmax",
        "reversed(lstm 3) | dense 3 | softmax",
        "reversed(gru 3) | final | dense 3 | softmax",
        "reversed(gru 3) | dense 4 | last | dense 3",
        "bidirectional(rnn 3) | gru 4 | last | dense 3 nobias | softmax",
        "dense 4 | residual(gru 4 | dense 4) | residual(tanh | dense 3) | softmax",
        "dense 6 | prelu | gru 4 | dense 4 | elu | dense 3",
        "dense 4 | softplus | softsign | gru 3 | sigmoid | dense 4 | leakyrelu | dense 3 | softmax",
        "gru 4 | softmax | dense 3",
        "gru 4 | dropout 0.3 | residual(lstm 4 | dropout 0.2 | dense 4) | dropout 0.5 | dense 3 | softmax",
    };

    [Theory, MemberData(nameof(Labelled))]
    public void CrossEntropyOfRaggedSequences(string spec) => Check(spec, SmallData.Labelled(21, 6, 2, 3, 5), keep: 0);

    [Theory]
    [InlineData("gru 5 | dense 3 | softmax")]
    [InlineData("gru 5 reset=before gates=hardsigmoid02 | dense 3 | softmax")]
    [InlineData("gru 4 gates=hardsigmoid02 | gru 3 | dense 3 | softmax")]
    [InlineData("lstm 5 peepholes | dense 3 | softmax")]
    [InlineData("lstm 5 coupled gates=hardsigmoid02 | dense 3 | softmax")]
    [InlineData("lstm 5 projection=2 | dense 3 | softmax")]
    public void KeepPenalty(string spec) => Check(spec, SmallData.Labelled(21, 6, 2, 3, 6), keep: 0.7);

    [Theory]
    [InlineData("gru 5 | dense 2")]
    [InlineData("lstm 4 | tanh | dense 2")]
    [InlineData("bidirectional(gru 3) | residual(rnn 6) | dense 2")]
    [InlineData("gru 4 | last | dense 2")]
    public void SquaredErrorOfEveryStep(string spec) => Check(spec, PredictionSeries.Of(2, SmallData.Sines(90, 2), 1, 18), keep: 0);

    [Theory]
    [InlineData("gru 5 | lstm 3 projection=2 | dense 2")]
    [InlineData("rnn 5 | dense 2")]
    public void TruncationKeepsToItsPart(string spec)
    {
        PredictionSeries set = PredictionSeries.Of(2, SmallData.Sines(90, 2), 1, 3);
        (Model model, _) = NetworkSpec.Parse(spec).Make(2, 9);
        using var learner = new Learner<double>(model, set, set.Count, [], 1);
        learner.SetBatch(Enumerable.Range(0, set.Count).ToArray());

        // The state that the first part left is a constant of the second.
        double Loss()
        {
            learner.Pass(7, 5, backward: true, 0);
            PassResult result = learner.Pass(12, 5, backward: true, 0);
            return result.Loss;
        }
        learner.Pass(0, 7, backward: true, 0);
        double[] state = State(learner);
        Restore(learner, state);
        PassResult at = learner.Pass(7, 5, backward: true, 0);
        double[] gradient = (double[])learner.Gradient.Clone();
        Compare(learner, gradient, () =>
        {
            Restore(learner, state);
            return learner.Pass(7, 5, backward: true, 0).Loss;
        });
        Restore(learner, state);
        Assert.NotEqual(at.Loss, Loss());
    }

    [Fact]
    public void AMistakeIsNoticed()
    {
        (Model model, _) = NetworkSpec.Parse("gru 5 | dense 3").Make(2, 9);
        LabelledSequences set = SmallData.Labelled(21, 6, 2, 3, 5);
        using var learner = new Learner<double>(model, set, set.Count, [], 1);
        learner.SetBatch(Enumerable.Range(0, set.Count).ToArray());
        learner.Pass(0, 6, backward: true, 0);
        for (int i = 0; i < learner.Gradient.Length; i += 17)
        {
            double[] wrong = (double[])learner.Gradient.Clone();
            wrong[i] *= 1.0001;
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compare(learner, wrong, () => learner.Pass(0, 6, backward: true, 0).Loss));
            learner.Pass(0, 6, backward: true, 0);
        }
    }

    private static void Check(string spec, TrainingSet set, double keep)
    {
        (Model model, var dropouts) = NetworkSpec.Parse(spec).Make(set.InputSize, 9);
        using var learner = new Learner<double>(model, set, set.Count, dropouts, 1) { Keep = keep };
        learner.SetBatch(Enumerable.Range(0, set.Count).ToArray());
        double Loss()
        {
            PassResult result = learner.Pass(0, learner.LongestInBatch, backward: true, 77);
            return result.Loss + result.Penalty;
        }
        Loss();
        double[] gradient = (double[])learner.Gradient.Clone();
        Compare(learner, gradient, Loss);
    }

    private static void Compare(Learner<double> learner, double[] gradient, Func<double> loss)
    {
        double floor = 1e-3 * gradient.Max(Math.Abs);
        Assert.True(floor > 0);
        for (int i = 0; i < gradient.Length; i++)
        {
            double value = learner.Values[i];
            double At(double offset)
            {
                learner.Values[i] = value + offset;
                return loss();
            }
            double numeric = (8 * (At(Step) - At(-Step)) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            learner.Values[i] = value;
            double error = Math.Abs(numeric - gradient[i]) / Math.Max(floor, Math.Abs(numeric));
            Assert.True(error <= LargestRelativeError, $"weight {i}: {gradient[i]:R} against {numeric:R}, relative error {error:G3}.");
        }
    }

    private static double[] State(Learner<double> learner) =>
        learner.Networks.SelectMany(n => n.Cells).SelectMany(c => c.CarriedState.ToArray()).ToArray();

    private static void Restore(Learner<double> learner, double[] state)
    {
        int at = 0;
        foreach (TrainedCell<double> cell in learner.Networks.SelectMany(n => n.Cells))
        {
            state.AsSpan(at, cell.CarriedState.Length).CopyTo(cell.CarriedState);
            at += cell.CarriedState.Length;
        }
    }
}
