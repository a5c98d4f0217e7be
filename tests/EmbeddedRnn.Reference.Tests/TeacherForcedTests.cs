using System;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>Steps that start from the expected state of the step before.</summary>
public class TeacherForcedTests
{
    private static readonly Sequence Inputs = RandomModels.Inputs(30, 3, 2);

    [Fact]
    public void AgreesWithTheOutputsOfTheModel()
    {
        foreach (CellOptions options in CellOptions.Cells)
        {
            Model model = RandomModels.Create(options with { InitialState = true }, 3, 5, 1);
            Forced(model, model, Outputs(model)).ThrowIfDiverged();
        }
    }

    [Fact]
    public void TheUsualMistakesAreNamedWhereverTheyAre()
    {
        foreach (CellOptions options in new[] { CellOptions.Gru(ResetPosition.After), CellOptions.Lstm(), CellOptions.Rnn(Activation.Tanh) })
        {
            Model model = RandomModels.Create(options, 3, 5, 1);
            foreach (Mutation mutation in Mutations.Of(model))
            {
                ParityResult ofTheClass = Forced(model, mutation.Model, Outputs(model));
                Assert.Equal(mutation.Description, ofTheClass.FirstDivergence!.KnownMistake);
                ParityResult ofTheOutputs = Forced(model, model, Outputs(mutation.Model));
                Assert.Equal(mutation.Description, ofTheOutputs.FirstDivergence!.KnownMistake);
                Assert.True(ofTheOutputs.FirstDivergence.ReferenceDivergesToo);
            }
        }
    }

    [Fact]
    public void AnErrorDoesNotReachTheStepsBehindIt()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1);
        var network = new ReferenceNetwork<double>(model);
        int calls = 0;
        Parity parity = Parity.Of(
            model,
            (input, output) =>
            {
                Step(network, input, output);
                if (calls++ == 10) output[2] += 0.25f;
            },
            destination => Copy(network, destination),
            state => network.SetState(Array.ConvertAll(state.ToArray(), v => (double)v)));
        ParityResult result = parity.TeacherForced(Inputs, Outputs(model), 0.3);
        Assert.False(result.Diverged);
        Assert.Equal((10, 2), (result.Step, result.Unit));
        Assert.Equal(0.25, result.Actual - result.Expected, 6);
    }

    [Fact]
    public void OutputsAloneAreComparedWithoutADiagnosis()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1);
        Sequence expected = Outputs(model);
        Assert.False(Parity.OfOutputs(model, expected.ToSingle(), expected).Diverged);
        float[] wrong = expected.ToSingle();
        wrong[7 * 5 + 1] += 0.5f;
        ParityResult result = Parity.OfOutputs(model, wrong, expected);
        Assert.Equal((7, 1, 0), (result.FirstDivergence!.Step, result.FirstDivergence.Unit, result.FirstDivergence.StepsExamined));
        Assert.DoesNotContain("gate", result.Message);
        Assert.Throws<ArgumentException>(() => Parity.OfOutputs(model, new float[3], expected));
    }

    private static ParityResult Forced(Model model, Model computed, Sequence expected)
    {
        var network = new ReferenceNetwork<float>(computed);
        return Parity.Of(model, network.Step, network.CopyStateTo, network.SetState).TeacherForced(Inputs, expected);
    }

    private static Sequence Outputs(Model model)
    {
        var outputs = new double[Inputs.Steps * model.OutputSize];
        new ReferenceNetwork<double>(model).Run(Inputs.ToArray(), outputs);
        return new Sequence(model.OutputSize, outputs);
    }

    private static void Step(ReferenceNetwork<double> network, ReadOnlySpan<float> input, Span<float> output)
    {
        var result = new double[output.Length];
        network.Step(Array.ConvertAll(input.ToArray(), v => (double)v), result);
        for (int i = 0; i < result.Length; i++) output[i] = (float)result[i];
    }

    private static void Copy(ReferenceNetwork<double> network, Span<float> destination)
    {
        var state = new double[destination.Length];
        network.CopyStateTo(state);
        for (int i = 0; i < state.Length; i++) destination[i] = (float)state[i];
    }
}
