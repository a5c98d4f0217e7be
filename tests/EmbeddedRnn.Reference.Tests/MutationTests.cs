using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>
/// The fixtures are strong enough to notice the usual mistakes: with each of them, the reference must leave the
/// expected outputs. An oracle that a wrong gate order satisfies would prove nothing.
/// </summary>
public class MutationTests
{
    // What an engine is allowed against the fixtures is 2e-6; a mistake must stand out from that by far.
    private const double Noticeable = 1e-3;

    public static IEnumerable<object[]> Names => Fixtures.Names.Select(name => new object[] { name });

    [Theory, MemberData(nameof(Names))]
    public void EveryMistakeIsNoticed(string name)
    {
        Fixture fixture = Fixtures.Get(name);
        foreach (Mutation mutation in Mutations.Of(fixture.Model).Concat(Mutations.GateOrders(fixture.Model)))
        {
            double error = fixture.LargestError(mutation.Model);
            Assert.True(error > Noticeable, $"{name}: {mutation.Description} changes the outputs by {error} only.");
        }
        double reversed = fixture.LargestError(fixture.Model, Mutations.ReverseTime(fixture.Inputs));
        Assert.True(reversed > Noticeable, $"{name}: time reversed changes the outputs by {reversed} only.");
    }

    [Fact]
    public void TheMistakesOfEachCellAreTheseAndNoMore()
    {
        string[] Of(CellOptions options) => Mutations.Of(RandomModels.Create(options, 3, 5, 1)).Select(m => m.Description).ToArray();

        Assert.Equal(new[] { "ReLU as its activation", "its recurrence dropped", "its recurrent weights transposed" }, Of(CellOptions.Rnn(Activation.Tanh)));
        Assert.Equal(
            new[]
            {
                "the update and reset gates swapped", "the update and candidate gates swapped", "the reset and candidate gates swapped",
                "the reset before the recurrent product", "its recurrence dropped", "its bias halves swapped", "its recurrent weights transposed",
            },
            Of(CellOptions.Gru(ResetPosition.After)));
        Assert.Contains("the reset after the recurrent product", Of(CellOptions.Gru(ResetPosition.Before)));

        // The two biases are only ever summed there, so that swapping them is no mistake.
        Assert.DoesNotContain("its bias halves swapped", Of(CellOptions.Gru(ResetPosition.Before)));
        Assert.Equal(6 + 2, Of(CellOptions.Lstm(peepholes: true)).Length);
        Assert.Equal(3 + 1, Of(CellOptions.Lstm(coupled: true, projection: true)).Length);
        Assert.Equal(24 - 6 - 1, Mutations.GateOrders(RandomModels.Create(CellOptions.Lstm(), 3, 5, 1)).Count);
    }

    [Fact]
    public void AMistakeMadeTwiceIsNone()
    {
        foreach (CellOptions options in CellOptions.All)
        {
            Model model = RandomModels.Create(options, 3, 5, 1);
            int gates = ((CellLayer)model.Layers[0]).Gates.Count;
            Assert.Equal(model, Mutations.SwapBiasHalves(Mutations.SwapBiasHalves(model)));
            if (gates > 1) Assert.Equal(model, Mutations.SwapGates(Mutations.SwapGates(model, 0, gates - 1), 0, gates - 1));
            if (options.Kind == "gru") Assert.Equal(model, Mutations.FlipReset(Mutations.FlipReset(model)));
            if (!options.Projection) Assert.Equal(model, Mutations.TransposeRecurrence(Mutations.TransposeRecurrence(model)));
        }
    }

    [Fact]
    public void ReversedTimeHasTheLastStepFirst()
    {
        Sequence reversed = Mutations.ReverseTime(new Sequence(2, new double[] { 1, 2, 3, 4, 5, 6 }));
        Assert.Equal(new double[] { 5, 6, 3, 4, 1, 2 }, reversed.ToArray());
    }
}
