using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>What is read from ONNX files computes the numbers of the program that wrote them, and would not with a usual mistake in it.</summary>
public class OnnxFixtureTests
{
    private const double Tolerance = 1e-12;

    // Where a constant division or a normalisation is folded, a weight is rounded to float32 once more.
    private const double FoldedTolerance = 1e-6;
    private const double SingleTolerance = 1e-5;
    private const double Noticed = 1e-5;

    public static TheoryData<string> Names => new(OnnxFixture.Names);

    [Theory, MemberData(nameof(Names))]
    public void A_file_gives_its_outputs(string name)
    {
        var fixture = new OnnxFixture(name);
        Model model = ModelFile.Read(fixture.ModelPath);
        (double output, double state) = fixture.LargestError(model);
        double tolerance = name.EndsWith("-near", StringComparison.Ordinal) ? FoldedTolerance : Tolerance;
        Assert.InRange(output, 0, tolerance);
        Assert.InRange(state, 0, tolerance);
        if (fixture.ExpectedSingle is { } single) Assert.InRange(fixture.LargestError(model, expected: single).Output, 0, SingleTolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_mistake_would_be_noticed(string name)
    {
        var fixture = new OnnxFixture(name);
        Model model = ModelFile.Read(fixture.ModelPath);
        IEnumerable<Mutation> mutations = NestedMutations.Of(model);
        // The last step is the first one that a backward cell sees: nothing recurs in it yet.
        if (model.Layers.Any(l => l is LastStepLayer { FinalStates: false }) && model.Layers[0] is BidirectionalLayer)
            mutations = mutations.Where(m => !m.Description.Contains("recurren") || !m.Description.EndsWith("backward", StringComparison.Ordinal));
        Assert.All(mutations, mutation =>
        {
            (double output, double state) = fixture.LargestError(mutation.Model);
            Assert.True(Math.Max(output, state) > Noticed, $"{name}: {mutation.Description} changes the outputs by {output} and the state by {state} only.");
        });
        (double reversed, double end) = fixture.LargestError(model, Mutations.ReverseTime(fixture.Inputs));
        Assert.True(Math.Max(reversed, end) > Noticed, $"{name}: time reversed is not noticed.");
    }

    [Fact]
    public void There_are_enough_fixtures_of_each_kind()
    {
        Assert.True(OnnxFixture.Names.Count >= 100);
        Assert.True(OnnxFixture.Names.Count(n => n.StartsWith("torch-", StringComparison.Ordinal)) >= 40);
    }
}
