using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>The reference against the outer oracles: PyTorch's numbers, and an independent writing of ONNX's equations.</summary>
public class FixtureTests
{
    public static IEnumerable<object[]> Names => Fixtures.Names.Select(name => new object[] { name });

    [Theory, MemberData(nameof(Names))]
    public void DoubleReferenceGivesTheDoubleOutputs(string name)
    {
        Fixture fixture = Fixtures.Get(name);
        Assert.InRange(fixture.LargestError(fixture.Model), 0, 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void FloatReferenceGivesTheFloatOutputs(string name)
    {
        Fixture fixture = Fixtures.Get(name);
        var network = new ReferenceNetwork<float>(fixture.Model);
        Parity parity = Parity.Of(fixture.Model, network.Step, network.CopyStateTo, network.SetState);
        parity.Against(fixture.Inputs, fixture.ExpectedSingle ?? fixture.Expected, 2e-6, fixture.InitialState).ThrowIfDiverged();
    }

    [Fact]
    public void EveryCellHasFixturesWithAndWithoutBiasAndState()
    {
        HashSet<CellOptions> seen = Fixtures.All.Select(f => CellOptions.Of((CellLayer)f.Model.Layers[0])).ToHashSet();
        foreach (CellOptions cell in CellOptions.Cells)
        {
            Assert.Contains(cell, seen);
            Assert.Contains(cell with { InputBias = false, RecurrentBias = false }, seen);
            Assert.Contains(Fixtures.All, f => f.InitialState.Any(v => v != 0) && CellOptions.Of((CellLayer)f.Model.Layers[0]).Kind == cell.Kind);
        }
    }
}
