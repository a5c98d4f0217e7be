using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>What is read from PyTorch's files computes PyTorch's numbers, and would not with its gates in another order.</summary>
public class PyTorchFixtureTests
{
    private const double Tolerance = 1e-12;
    private const double Noticed = 1e-5;

    public static TheoryData<string> Names => new(Fixtures.Names.Where(n => n.StartsWith("pytorch/", StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Names))]
    public void A_file_gives_pytorchs_outputs(string name) =>
        Assert.InRange(LargestError(Fixtures.Get(name), Load(name)), 0, Tolerance);

    [Theory, MemberData(nameof(Names))]
    public void Another_gate_order_would_be_noticed(string name)
    {
        Fixture fixture = Fixtures.Get(name);
        Assert.All(OtherOrders(Load(name)), model => Assert.True(LargestError(fixture, model) > Noticed));
    }

    private static Model Load(string name) => ModelFile.Read(Fixtures.ModelPath(name), new ImportOptions
    {
        Activation = name.Contains("rnn-relu") ? Activation.Relu : name.Contains("rnn-tanh") ? Activation.Tanh : null,
    });

    private static IEnumerable<Model> OtherOrders(Model model)
    {
        int gates = ((CellLayer)model.Layers[0]).Gates.Count;
        for (int a = 0; a < gates; a++)
        {
            for (int b = a + 1; b < gates; b++) yield return Mutations.SwapGates(model, a, b);
        }
        foreach (Mutation mutation in Mutations.GateOrders(model)) yield return mutation.Model;
    }

    private static double LargestError(Fixture fixture, Model model)
    {
        var network = new ReferenceNetwork<double>(model);
        network.SetState(Array.ConvertAll(fixture.InitialState, v => (double)v));
        double[] output = new double[model.OutputSize];
        double largest = 0;
        for (int t = 0; t < fixture.Inputs.Steps; t++)
        {
            network.Step(fixture.Inputs.Row(t), output);
            for (int u = 0; u < output.Length; u++)
                largest = Math.Max(largest, Math.Abs(output[u] - fixture.Expected[t, u]) / Math.Max(1, Math.Abs(fixture.Expected[t, u])));
        }
        return largest;
    }
}
