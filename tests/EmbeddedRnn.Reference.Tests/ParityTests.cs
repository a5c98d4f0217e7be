using System;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>The harness as a user has it: files in, one line that throws.</summary>
public sealed class ParityTests : TemporaryFiles
{
    private static readonly Model Model = RandomModels.Create(CellOptions.Gru(ResetPosition.After) with { InitialState = true }, 2, 3, 1);
    private static readonly Sequence Inputs = RandomModels.Inputs(12, 2, 2);

    [Fact]
    public void AgreesWithOutputsFromAFile()
    {
        var cell = new ReferenceNetwork<float>(Model);
        Parity.Of(Model, cell.Step, cell.CopyStateTo, cell.SetState).Against(Csv("x.csv", Inputs), Csv("y.csv", Outputs())).ThrowIfDiverged();
    }

    [Fact]
    public void EveryComparisonReadsFilesWithTheSameResult()
    {
        var cell = new ReferenceNetwork<float>(Model);
        Parity parity = Parity.Of(Model, cell.Step, cell.CopyStateTo, cell.SetState);
        Sequence expected = RandomModels.Inputs(12, 3, 3);
        (string x, string y) = (Csv("x.csv", Inputs), Csv("y.csv", expected));
        Assert.Equal(parity.Against(Inputs, expected, 1e-3).Message, parity.Against(x, y, 1e-3).Message);
        Assert.Equal(parity.TeacherForced(Inputs, expected, 1e-3).Message, parity.TeacherForced(x, y, 1e-3).Message);
        Assert.Equal(parity.AgainstReference(Inputs, 1e-12).Message, parity.AgainstReference(x, 1e-12).Message);
        Assert.Equal(parity.FreeRunAgainstReference(Inputs, 1e-12).Message, parity.FreeRunAgainstReference(x, 1e-12).Message);
    }

    [Fact]
    public void EveryComparisonStartsFromTheInitialStateAgain()
    {
        var cell = new ReferenceNetwork<float>(Model);
        Parity parity = Parity.Of(Model, cell.Step, cell.CopyStateTo, cell.SetState);
        Assert.Equal(parity.Against(Inputs, Outputs()).Message, parity.Against(Inputs, Outputs()).Message);
        Assert.False(parity.FreeRunAgainstReference(Inputs).Diverged);
        Assert.False(parity.AgainstReference(Inputs, initialState: new float[3]).Diverged);
    }

    [Fact]
    public void AWrongNumberInTheFileIsReportedWithBothValues()
    {
        double[] wrong = Outputs().ToArray();
        wrong[5 * 3 + 1] = 0.25;
        var cell = new ReferenceNetwork<float>(Model);
        ParityResult result = Parity.Of(Model, cell.Step, cell.CopyStateTo, cell.SetState).Against(Inputs, new Sequence(3, wrong));
        Divergence first = result.FirstDivergence!;
        Assert.Equal((5, 1, 0.25), (first.Step, first.Unit, first.Expected));
        Assert.Equal(Outputs()[5, 1], first.Actual, 1e-5);
        Assert.Equal((5, 1, "output"), (result.Step, result.Unit, result.Quantity));
        Assert.True(first.ReferenceDivergesToo);
        Assert.Contains("diverges first at step 5 (from 0), unit 1 of the output: expected 0.25, got ", Assert.Throws<ParityException>(result.ThrowIfDiverged).Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AValueThatIsNotFiniteOnOneSideDiverges(float value)
    {
        ParityResult result = Broken.Parity(Model, (step, _, _, after) => after[1] = step == 4 ? value : after[1]).AgainstReference(Inputs);
        Assert.Equal((4, 1), (result.FirstDivergence!.Step, result.FirstDivergence.Unit));
        Assert.True(double.IsPositiveInfinity(result.LargestError));
        Assert.Null(result.FirstDivergence.Gate);
    }

    [Fact]
    public void AValueThatIsNotFiniteOnBothSidesAgrees()
    {
        double[] inputs = Inputs.ToArray();
        inputs[10] = double.NaN;
        var cell = new ReferenceNetwork<float>(Model);
        Assert.Equal(12, Parity.Of(Model, cell.Step, cell.CopyStateTo, cell.SetState).FreeRunAgainstReference(new Sequence(2, inputs)).ComparedSteps);
    }

    [Fact]
    public void TheErrorIsRelativeAboveOne()
    {
        Model relu = RandomModels.Create(CellOptions.Rnn(Activation.Relu), 1, 1, 1);
        ParityResult small = Against(relu, 0.5, 0.5 + 1e-3);
        Assert.Equal(1e-3, small.LargestError, 1e-6);
        Assert.Equal(1e-3, Against(relu, 1000, 1001).LargestError, 1e-6);
    }

    [Fact]
    public void AWrongCellStateIsNoticedThoughTheOutputIsRight()
    {
        Model lstm = RandomModels.Create(CellOptions.Lstm(), 2, 3, 1);
        ParityResult result = Broken.Parity(lstm, (step, _, _, after) => after[5] += step == 6 ? 0.01f : 0).AgainstReference(Inputs);
        Assert.Equal((6, 2, "cell state"), (result.FirstDivergence!.Step, result.FirstDivergence.Unit, result.FirstDivergence.Quantity));
    }

    [Fact]
    public void AFreeRunIsComparedOnlyWhereTheReferenceIsStable()
    {
        // One unit of h' = tanh(40 h + ...) near h = 0 grows any rounding fortyfold a step.
        var layer = new RnnLayer(1, 1, Activation.Tanh, new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, 1, 1, new[] { -39.1f }),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 1, 1, new[] { 40f }),
        });
        var model = new Model("sensitive", layer);
        var cell = new ReferenceNetwork<float>(model);
        ParityResult result = Parity.Of(model, cell.Step, cell.CopyStateTo, cell.SetState)
            .FreeRunAgainstReference(new Sequence(1, Sensitive(200)), initialState: new[] { 0.3f });
        Assert.InRange(result.ComparedSteps, 1, 199);
        Assert.False(result.Diverged);
        Assert.Contains($"agrees in {result.ComparedSteps} of 200 steps", result.Message);
    }

    [Fact]
    public void SequencesThatDoNotFitAreRefused()
    {
        var cell = new ReferenceNetwork<float>(Model);
        Parity parity = Parity.Of(Model, cell.Step, cell.CopyStateTo, cell.SetState);
        void Throws(string message, Func<ParityResult> action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
        Throws("the inputs have 3 values a step, but", () => parity.AgainstReference(Outputs()));
        Throws("the inputs have 3 values a step, but", () => parity.FreeRunAgainstReference(Outputs()));
        Throws("the expected outputs have 2 values a step, but", () => parity.Against(Inputs, Inputs));
        Throws("there are 12 steps of inputs, but 3 of expected outputs", () => parity.Against(Inputs, RandomModels.Inputs(3, 3, 1)));
    }

    private static ParityResult Against(Model model, double expected, double actual)
    {
        return Parity.Of(model, (_, output) => output[0] = (float)actual, state => state.Clear(), _ => { })
            .Against(new Sequence(1, new double[1]), new Sequence(1, new[] { expected }));
    }

    /// <summary>Inputs that hold the state of the sensitive network away from saturation: each cancels 40 h but for a little.</summary>
    private static double[] Sensitive(int steps)
    {
        var inputs = new double[steps];
        double h = 0.3f;
        for (int t = 0; t < steps; t++)
        {
            inputs[t] = (float)((40 * h - 0.3 * Math.Sin(t)) / 39.1);
            h = Math.Tanh(40 * h - 39.1f * inputs[t]);
        }
        return inputs;
    }

    private static Sequence Outputs()
    {
        var outputs = new double[Inputs.Steps * Model.OutputSize];
        new ReferenceNetwork<double>(Model).Run(Inputs.ToArray(), outputs);
        return new Sequence(Model.OutputSize, outputs);
    }

    private string Csv(string name, Sequence sequence) => File(name, string.Join("\n", Enumerable.Range(0, sequence.Steps)
        .Select(t => string.Join(",", sequence.Row(t).ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture))))));
}
