using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Every kernel against numbers that other programs computed, and against what theory says.</summary>
public class OracleTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void FixturesOnEveryKernel()
    {
        GeneratedClasses.Compile(Fixtures.All.Select(f => f.Model));
        foreach (Fixture fixture in Fixtures.All)
        {
            foreach (Engine engine in GeneratedClasses.Engines(fixture.Model))
                engine.Parity.Against(fixture.Inputs, fixture.Expected, Tolerance, fixture.InitialState).ThrowIfDiverged();
        }
    }

    [Fact]
    public void IdentitiesFromTheoryOnEveryKernel()
    {
        GeneratedClasses.Compile(Identities.All.Select(i => i.Model));
        foreach (Identity identity in Identities.All)
        {
            foreach (Engine engine in GeneratedClasses.Engines(identity.Model))
                identity.Check(engine.Step, engine.CopyStateTo, engine.SetState);
        }
    }

    /// <summary>A deliberate mistake in the weights or the equations must fail every fixture.</summary>
    [Fact]
    public void MistakesFailTheFixtures()
    {
        int caught = 0;
        Kernel kernel = Kernel.Vector256;
        var cases = new List<(Fixture Fixture, Mutation Mutation)>();
        foreach (Fixture fixture in Fixtures.All) cases.AddRange(Mutations.Of(fixture.Model).Select(m => (fixture, m)));
        GeneratedClasses.Compile(cases.Select(c => c.Mutation.Model));
        foreach ((Fixture fixture, Mutation mutation) in cases)
        {
            Engine engine = GeneratedClasses.Engine(mutation.Model, kernel);
            ParityResult result = engine.Parity.Against(fixture.Inputs, fixture.Expected, Tolerance, fixture.InitialState);
            Assert.True(result.Diverged, $"{fixture.Name} does not notice: {mutation.Description}");
            caught++;
        }
        Assert.True(caught > 200, $"only {caught} mistakes were tried");
    }

    [Fact]
    public void ReversedTimeFailsTheFixtures()
    {
        GeneratedClasses.Compile(Fixtures.All.Select(f => f.Model));
        foreach (Fixture fixture in Fixtures.All)
        {
            Engine engine = GeneratedClasses.Engine(fixture.Model, Kernel.Vector256);
            ParityResult result = engine.Parity.Against(Mutations.ReverseTime(fixture.Inputs), fixture.Expected, Tolerance, fixture.InitialState);
            Assert.True(result.Diverged, $"{fixture.Name} does not notice reversed time");
        }
    }
}
