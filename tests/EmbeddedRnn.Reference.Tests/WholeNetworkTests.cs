using System;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>What holds for every network, whatever its layers.</summary>
public class WholeNetworkTests
{
    private const int Networks = 300;
    private const int Steps = 7;

    [Fact]
    public void RunIsStepAfterStepWhereANetworkStreams()
    {
        foreach (Model model in Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Create(seed, streaming: true)))
        {
            double[] inputs = RandomModels.Inputs(Steps, model.InputSize, 4).ToArray();
            var whole = new ReferenceNetwork<double>(model);
            var stepped = new ReferenceNetwork<double>(model);
            var outputs = new double[Steps * model.OutputSize];
            whole.Run(inputs, outputs);
            for (int t = 0; t < Steps; t++)
            {
                var output = new double[model.OutputSize];
                stepped.Step(inputs.AsSpan(t * model.InputSize, model.InputSize), output);
                Assert.Equal(outputs.AsSpan(t * model.OutputSize, model.OutputSize).ToArray(), output);
            }
            Assert.Equal(State(whole), State(stepped));
        }
    }

    [Fact]
    public void ASavedStateContinuesExactlyWhereANetworkStreams()
    {
        foreach (Model model in Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Create(seed, streaming: true)))
        {
            double[] inputs = RandomModels.Inputs(Steps, model.InputSize, 4).ToArray();
            int half = Steps / 2 * model.InputSize;
            var network = new ReferenceNetwork<double>(model);
            network.Run(inputs.AsSpan(0, half), new double[Steps / 2 * model.OutputSize]);
            var other = new ReferenceNetwork<double>(model);
            other.SetState(State(network));
            var first = new double[(Steps - Steps / 2) * model.OutputSize];
            var second = new double[first.Length];
            network.Run(inputs.AsSpan(half), first);
            other.Run(inputs.AsSpan(half), second);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void PaddingDoesNotMatter()
    {
        foreach (Model model in Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Create(seed)))
        {
            double[] inputs = RandomModels.Inputs(Steps, model.InputSize, 4).ToArray();
            double[] padding = RandomModels.Inputs(3, model.InputSize, 5).ToArray();
            int OutputsOf(int steps) => (model.OutputsLastStepOnly ? 1 : steps) * model.OutputSize;
            var plain = new ReferenceNetwork<double>(model);
            var padded = new ReferenceNetwork<double>(model);
            var expected = new double[OutputsOf(Steps)];
            var outputs = new double[OutputsOf(Steps + 3)];
            plain.Run(inputs, expected);
            padded.Run([.. inputs, .. padding], outputs, Steps);
            Assert.Equal(expected, outputs[..expected.Length]);
            Assert.All(outputs[expected.Length..], v => Assert.Equal(0, v));
            Assert.Equal(State(plain), State(padded));
            Assert.All(expected, v => Assert.True(double.IsFinite(v) && Math.Abs(v) < 1e4, $"{model}: {v}"));
        }
    }

    [Fact]
    public void ResetGoesBackToTheStart()
    {
        foreach (Model model in Enumerable.Range(0, Networks).Select(seed => RandomNetworks.Create(seed)))
        {
            double[] inputs = RandomModels.Inputs(Steps, model.InputSize, 4).ToArray();
            var network = new ReferenceNetwork<double>(model);
            double[] start = State(network);
            Assert.Equal(model.StateSize, start.Length);
            var first = new double[(model.OutputsLastStepOnly ? 1 : Steps) * model.OutputSize];
            var second = new double[first.Length];
            network.Run(inputs, first);
            network.Reset();
            Assert.Equal(start, State(network));
            network.Run(inputs, second);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void ParityHoldsForNetworksThatStream()
    {
        foreach (Model model in Enumerable.Range(0, 30).Select(seed => RandomNetworks.Create(seed, streaming: true)))
        {
            var network = new ReferenceNetwork<float>(model);
            Parity parity = Parity.Of(model, network.Step, network.CopyStateTo, network.SetState);
            parity.AgainstReference(RandomModels.Inputs(Steps, model.InputSize, 4), 1e-5).ThrowIfDiverged();
        }
    }

    [Fact]
    public void AWrongNetworkIsNoticedWithItsLayer()
    {
        LayerFixture fixture = LayerFixture.Get("residual-nested");
        var network = new ReferenceNetwork<float>(fixture.Model);
        void Step(ReadOnlySpan<float> input, Span<float> output)
        {
            network.Step(input, output);
            output[0] += 1e-3f;
        }

        Parity parity = Parity.Of(fixture.Model, Step, network.CopyStateTo, network.SetState);
        Assert.NotNull(parity.AgainstReference(fixture.Inputs).FirstDivergence);
    }

    [Fact]
    public void StepSaysWhyItCannot()
    {
        Model model = LayerFixture.Get("residual-bidirectional").Model;
        var network = new ReferenceNetwork<double>(model);
        var exception = Assert.Throws<InvalidOperationException>(() => network.Step(new double[4], new double[4]));
        Assert.Equal(
            "the model 'residual-bidirectional' takes whole sequences, not single steps: " +
            "layer 1 (residual) cannot, since in it layer 1 (bidirectional) runs in both directions.", exception.Message);
    }

    [Fact]
    public void WrongLengthsOfSequencesChangeNothing()
    {
        Model model = LayerFixture.Get("bidirectional-gru-final").Model;
        var network = new ReferenceNetwork<double>(model);
        double[] before = State(network);
        void Throws(string message, Action action) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message);
        Throws("the output size is 8, but 16 values were given", () => network.Run(new double[6], new double[16]));
        Throws("there is no step", () => network.Run([], new double[8]));
        Throws("there is no step", () => network.Run(new double[6], new double[8], 0));
        Throws("must be from 0 to 2", () => network.Run(new double[6], new double[8], 3));
        Throws("must be from 0 to 2", () => network.Run(new double[6], new double[8], -1));
        Assert.Equal(before, State(network));
    }

    [Fact]
    public void NotANumberPassesThroughEveryFunction()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            var output = new float[2];
            new ReferenceNetwork<float>(new Model("f", new ActivationLayer(2, new ActivationFunction(kind)))).Step([float.NaN, 1], output);
            // A step has no third answer: not at least 0, so 0.
            if (kind == ActivationKind.Step) Assert.Equal([0, 1], output);
            else Assert.True(float.IsNaN(output[0]), kind.ToString());
            Assert.Equal(kind == ActivationKind.Softmax, float.IsNaN(output[1]));
        }
    }

    [Fact]
    public void LargeValuesDoNotOverflow()
    {
        float[] Of(ActivationFunction function, params float[] input)
        {
            var output = new float[input.Length];
            new ReferenceNetwork<float>(new Model("f", new ActivationLayer(input.Length, function))).Step(input, output);
            return output;
        }

        Assert.Equal([1000, 0], Of(ActivationFunction.Softplus, 1000, -1000));
        Assert.Equal([1, 0], Of(ActivationFunction.Softmax, 1000, -1000));
        Assert.Equal([1, 0], Of(ActivationFunction.Sigmoid, 1000, -1000));
        Assert.Equal([1000, -1], Of(new ActivationFunction(ActivationKind.Elu), 1000, -1000));
    }

    private static T[] State<T>(ReferenceNetwork<T> network)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var state = new T[network.StateSize];
        network.CopyStateTo(state);
        return state;
    }
}
