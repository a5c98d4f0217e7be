using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>The reference against an independent writing of every layer's equations, state and model text included.</summary>
public class LayerFixtureTests
{
    public static IEnumerable<object[]> Names => LayerFixture.Names.Select(name => new object[] { name });

    [Theory, MemberData(nameof(Names))]
    public void DoubleReferenceGivesTheOutputsAndTheState(string name)
    {
        LayerFixture fixture = LayerFixture.Get(name);
        Assert.InRange(fixture.LargestError(fixture.Model), 0, 1e-13);

        ReferenceNetwork<double> network = fixture.Start(fixture.Model, v => v);
        var outputs = new double[fixture.Expected.Steps * fixture.Expected.Width];
        network.Run(fixture.Inputs.ToArray(), outputs, fixture.ValidSteps);
        var state = new double[network.StateSize];
        network.CopyStateTo(state);
        Assert.InRange(LayerFixture.LargestError(state, fixture.StateAfter), 0, 1e-13);
        Array.Clear(outputs, 0, fixture.Model.OutputsLastStepOnly ? outputs.Length : fixture.ValidSteps * network.OutputSize);
        Assert.All(outputs, v => Assert.Equal(0, v));
    }

    [Theory, MemberData(nameof(Names))]
    public void FloatReferenceGivesTheOutputs(string name)
    {
        LayerFixture fixture = LayerFixture.Get(name);
        ReferenceNetwork<float> network = fixture.Start(fixture.Model, v => (float)v);
        var outputs = new float[fixture.Expected.Steps * fixture.Expected.Width];
        network.Run(fixture.Inputs.ToSingle(), outputs, fixture.ValidSteps);
        Assert.InRange(LayerFixture.LargestError(Array.ConvertAll(outputs, v => (double)v), fixture.Expected.ToArray()), 0, 1e-5);
    }

    [Theory, MemberData(nameof(Names))]
    public void TheTextIsWhatTheLibraryWrites(string name)
    {
        string Lines(string text) => string.Join("\n", text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#')));
        Assert.Equal(Lines(LayerFixture.Text(name)), Lines(ModelText.Write(LayerFixture.Get(name).Model)));
    }

    [Theory, MemberData(nameof(Names))]
    public void EveryMistakeIsNoticed(string name)
    {
        LayerFixture fixture = LayerFixture.Get(name);
        IEnumerable<(string, Model)> cells = Mutations.Of(fixture.Model).Select(m => (m.Description, m.Model));
        foreach ((string mistake, Model model) in LayerMistakes.Of(fixture.Model).Concat(cells))
        {
            double error = fixture.LargestError(model);
            Assert.True(error > 1e-3, $"{name}: {mistake} changes the outputs by {error} only.");
        }
    }

    [Fact]
    public void PaddingThatIsTakenForStepsIsNoticed()
    {
        foreach (LayerFixture fixture in LayerFixture.All.Where(f => f.ValidSteps < f.Inputs.Steps))
            Assert.True(fixture.LargestError(fixture.Model, fixture.Inputs.Steps) > 1e-3, fixture.Name);
    }

    [Fact]
    public void EveryKindOfLayerAndEveryFunctionHasFixtures()
    {
        Layer[] layers = LayerFixture.All.SelectMany(f => f.Model.AllLayers).ToArray();
        Assert.Equal(
            ["activation", "affine", "bidirectional", "conv1d", "dense", "gru", "last-step", "lstm", "residual", "reversed", "rnn"],
            layers.Select(l => l.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<ActivationKind>(), layers.OfType<ActivationLayer>().Select(l => l.Function.Kind).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<ActivationKind>().Where(k => k != ActivationKind.Softmax),
            layers.OfType<RnnLayer>().Select(l => l.Function!.Kind).Distinct().Order());
    }
}
