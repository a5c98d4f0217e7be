using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>A class or a file that has one of the usual mistakes is told so.</summary>
public class KnownMistakeTests
{
    private static readonly Sequence Inputs = RandomModels.Inputs(30, 3, 2);

    [Fact]
    public void OfTheClassIsNamedStepByStepAndInAFreeRun()
    {
        foreach (CellOptions options in CellOptions.Cells)
        {
            Model model = RandomModels.Create(options, 3, 5, 1);
            foreach (Mutation mutation in Mutations.Of(model).Concat(Mutations.GateOrders(model)))
            {
                var network = new ReferenceNetwork<float>(mutation.Model);
                Parity parity = Parity.Of(model, network.Step, network.CopyStateTo, network.SetState);
                ParityResult forced = parity.AgainstReference(Inputs);
                Assert.Equal(mutation.Description, forced.FirstDivergence!.KnownMistake);
                Assert.EndsWith($"The outputs are those of this model with {mutation.Description}.", forced.Message);
                Assert.Equal(mutation.Description, parity.FreeRunAgainstReference(Inputs).FirstDivergence!.KnownMistake);
            }
        }
    }

    [Fact]
    public void OfTheExpectedOutputsIsNamed()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1);
        foreach (Mutation mutation in Mutations.Of(model))
        {
            Divergence first = Against(model, Outputs(mutation.Model, Inputs)).FirstDivergence!;
            Assert.Equal(mutation.Description, first.KnownMistake);
            Assert.True(first.ReferenceDivergesToo);
        }
    }

    [Fact]
    public void ReversedTimeInTheExpectedOutputsIsNamed()
    {
        Model model = RandomModels.Create(CellOptions.Lstm(), 3, 5, 1);
        Sequence backward = Outputs(model, Mutations.ReverseTime(Inputs));
        Assert.Equal("the inputs reversed in time", Against(model, backward).FirstDivergence!.KnownMistake);
        Assert.Equal("time reversed, as a network that runs backward has it", Against(model, Mutations.ReverseTime(backward)).FirstDivergence!.KnownMistake);
    }

    [Fact]
    public void AForgottenInitialStateInTheExpectedOutputsIsNamed()
    {
        Model model = RandomModels.Create(CellOptions.Lstm() with { InitialState = true }, 3, 5, 1);
        Model zero = RandomModels.Create(CellOptions.Lstm(), 3, 5, 1);
        ParityResult result = Against(model, Outputs(zero, Inputs));
        Assert.Equal("its state starting at zero", result.FirstDivergence!.KnownMistake);
        Assert.Contains("the model and the expected outputs disagree", result.Message);
    }

    [Fact]
    public void AnUnusualMistakeIsNotCalledAUsualOne()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1);
        ParityResult result = Broken.Parity(model, (_, _, _, after) => after[2] *= 0.9f).AgainstReference(Inputs);
        Assert.Null(result.FirstDivergence!.KnownMistake);
    }

    [Fact]
    public void AnErrorThatGrewOverStepsIsCalledThat()
    {
        // Each step is off by less than the tolerance; an integrator adds it up.
        Model model = Identities.All.First(i => i.Name.StartsWith("irnn")).Model;
        ParityResult result = Broken.Parity(model, (_, _, _, after) => after[0] += 8e-7f).FreeRunAgainstReference(RandomModels.Inputs(20, 1, 1));
        Assert.True(result.FirstDivergence!.GrewOverSteps);
        Assert.Equal(2, result.FirstDivergence.Step);
    }

    private static ParityResult Against(Model model, Sequence expected)
    {
        var network = new ReferenceNetwork<float>(model);
        return Parity.Of(model, network.Step, network.CopyStateTo, network.SetState).Against(Inputs, expected);
    }

    private static Sequence Outputs(Model model, Sequence inputs)
    {
        var outputs = new double[inputs.Steps * model.OutputSize];
        new ReferenceNetwork<double>(model).Run(inputs.ToArray(), outputs);
        return new Sequence(model.OutputSize, outputs);
    }
}
