using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

public class IdentityTests
{
    public static IEnumerable<object[]> Names => Identities.All.Select(identity => new object[] { identity.Name });

    [Theory, MemberData(nameof(Names))]
    public void HoldsInTheFloatReference(string name)
    {
        Identity identity = Identities.All.Single(i => i.Name == name);
        var network = new ReferenceNetwork<float>(identity.Model);
        identity.Check(network.Step, network.CopyStateTo, network.SetState);
    }

    [Fact]
    public void AnEngineThatLosesItsStateIsNoticed()
    {
        Identity identity = Identities.All.First(i => i.Name.Contains("z=1"));
        var network = new ReferenceNetwork<float>(identity.Model);
        void Step(ReadOnlySpan<float> input, Span<float> output)
        {
            network.Step(input, output);
            output[0] += 1e-6f;
        }

        Assert.Throws<InvalidOperationException>(() => identity.Check(Step, network.CopyStateTo, network.SetState));
    }
}
