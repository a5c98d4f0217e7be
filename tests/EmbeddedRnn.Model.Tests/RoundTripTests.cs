using System.IO;
using System.Linq;
using EmbeddedRnn.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit;

namespace EmbeddedRnn.Tests;

public class RoundTripTests
{
    private static readonly Config SameEveryRun = Config.QuickThrowOnFailure.WithMaxTest(1000)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(2026, 11), FSharpOption<int>.None)));

    [Fact]
    public void Every_model_reads_back_equal_from_its_text() => Check(model =>
        Same.Model(model, ModelText.Read(ModelText.Write(model))));

    [Fact]
    public void Every_model_reads_back_equal_from_text_and_weights() => Check(model =>
    {
        using var weights = new MemoryStream();
        string text = ModelText.WriteBinary(model, weights);
        Assert.Equal(4 * model.ParameterCount, weights.Length);
        Same.Model(model, ModelText.Read(text, weights.ToArray()));
    });

    [Fact]
    public void Text_without_its_weights_gives_the_structure() => Check(model =>
    {
        Model structure = ModelText.Read(ModelText.WriteBinary(model, Stream.Null));
        Assert.Equal(model.ParameterCount == 0, structure.HasWeights);
        Assert.Equal(model.Hash, structure.Hash);
        Assert.Equal(model.ToString(), structure.ToString());
        Assert.Equal(model.ParameterCount, structure.ParameterCount);
        Assert.Equal(model.MacsPerStep, structure.MacsPerStep);
        Assert.Equal(model.StateSize, structure.StateSize);
        Assert.Equal(model.WhyNotStreaming, structure.WhyNotStreaming);
        Assert.Equal(model.OutputsLastStepOnly, structure.OutputsLastStepOnly);
    });

    [Fact]
    public void The_same_model_gives_the_same_text() => Check(model =>
        Assert.Equal(ModelText.Write(model), ModelText.Write(ModelText.Read(ModelText.Write(model)))));

    [Fact]
    public void Line_ends_of_Windows_are_read()
    {
        Model model = Samples.Everything();
        Same.Model(model, ModelText.Read(ModelText.Write(model).Replace("\n", "\r\n")));
    }

    [Fact]
    public void The_first_line_says_the_version_that_the_layers_need() => Check(model =>
    {
        bool first = model.Layers.All(l => l is CellLayer { HasUsualActivations: true });
        bool third = model.AllLayers.Any(l => l is ActivationLayer { Function.Kind: ActivationKind.Step } || l is CellLayer cell
            && (cell.Functions.Contains(ActivationFunction.Step) || cell.Functions.Where((_, i) => cell.IsGate(i)).Distinct().Count() > 1));
        Assert.StartsWith($"embeddedrnn-model {(first ? 1 : third ? 3 : 2)}\n", ModelText.Write(model));
    });

    private static void Check(System.Action<Model> property)
    {
        Prop.ForAll(ModelSpec.Arbitrary, spec => property(spec.Build()))
            .Check(SameEveryRun);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(RandomNetworks.Create(seed, false, (random, _) => ModelSpec.AnyValue(random))))
            .Check(SameEveryRun);
    }
}
