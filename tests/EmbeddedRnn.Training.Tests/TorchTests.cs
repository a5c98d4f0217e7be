using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace EmbeddedRnn.Training.Tests;

/// <summary>Losses and gradients against PyTorch's autograd, straight-through gradients and the keep penalty included.</summary>
public class TorchTests
{
    public static TheoryData<string> Names => new(TorchFixture.Names);

    [Theory, MemberData(nameof(Names))]
    public void GradientsInDouble(string name) => Assert.InRange(LargestError<double>(new TorchFixture(name)), 0, 1e-10);

    [Theory, MemberData(nameof(Names))]
    public void GradientsInFloat(string name) => Assert.InRange(LargestError<float>(new TorchFixture(name)), 0, 2e-5);

    [Theory]
    [InlineData("gru-after", "gru 5 | dense", "gru 5 reset=before | dense")]
    [InlineData("gru-before", "reset=before", "reset=after")]
    [InlineData("gru-hard-keep", "hardsigmoid02", "hardsigmoid025")]
    [InlineData("gru-step", "gates=step", "z=step r=sigmoid")]
    [InlineData("gru-step", "gates=step", "z=sigmoid r=step")]
    [InlineData("gru-before-step-keep", "r=step", "r=hardsigmoid02")]
    [InlineData("lstm-step", "i=step", "i=sigmoid")]
    [InlineData("lstm-step", "o=step", "o=hardsigmoid02")]
    [InlineData("lstm-coupled-step", "gates=step", "i=step")]
    [InlineData("rnn-relu", "relu", "hardtanh")]
    public void AnotherNetworkIsNoticed(string name, string from, string to)
    {
        var fixture = new TorchFixture(name);
        Assert.Contains(from, fixture.Spec);
        Assert.True(LargestError<double>(fixture, spec: fixture.Spec.Replace(from, to)) > 1e-3);
    }

    [Fact]
    public void AnotherPenaltyIsNoticed()
    {
        foreach (TorchFixture fixture in TorchFixture.Names.Select(n => new TorchFixture(n)).Where(f => f.Keep > 0))
            Assert.True(LargestError<double>(fixture, keep: 1.01 * fixture.Keep) > 1e-6, fixture.Spec);
    }

    [Theory, MemberData(nameof(Names))]
    public void AnotherOrderOfWeightsIsNoticed(string name)
    {
        var fixture = new TorchFixture(name);
        float[] moved = [.. fixture.Parameters.Skip(5), .. fixture.Parameters.Take(5)];
        Assert.True(LargestError<double>(fixture, parameters: moved) > 1e-3);
    }

    /// <summary>The largest difference of loss and gradient, over the gradient's largest value.</summary>
    private static double LargestError<T>(TorchFixture fixture, string? spec = null, double? keep = null, float[]? parameters = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (Model model, var dropouts) = NetworkSpec.Parse(spec ?? fixture.Spec).Make(fixture.Set.InputSize, 1);
        using var learner = new Learner<T>(model, fixture.Set, fixture.Set.Count, dropouts, 1) { Keep = keep ?? fixture.Keep };
        Assert.Equal(fixture.Parameters.Length, learner.Values.Length);
        (parameters ?? fixture.Parameters).Select(T.CreateChecked).ToArray().CopyTo(learner.Values, 0);
        learner.SetBatch(Enumerable.Range(0, fixture.Set.Count).ToArray());
        PassResult result = learner.Pass(0, learner.LongestInBatch, backward: true, 0);
        double largest = fixture.Gradient.Max(Math.Abs);
        double error = fixture.Gradient.Select((g, i) => Math.Abs(g - double.CreateChecked(learner.Gradient[i])) / largest).Max();
        return Math.Max(error, Math.Abs(result.Loss + result.Penalty - fixture.Loss) / fixture.Loss);
    }
}
