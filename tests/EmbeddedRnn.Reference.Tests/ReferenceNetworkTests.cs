using System;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

public class ReferenceNetworkTests
{
    private static readonly Model Lstm = RandomModels.Create(CellOptions.Lstm(projection: true) with { InitialState = true }, 3, 5, 1);

    [Fact]
    public void StartsAndResetsToTheInitialTensors()
    {
        var network = new ReferenceNetwork<double>(Lstm);
        var layer = (LstmLayer)Lstm.Layers[0];
        double[] expected = layer.InitialHidden!.ToArray().Concat(layer.InitialCell!.ToArray()).Select(v => (double)v).ToArray();
        Assert.Equal(expected, State(network));
        network.Step(new double[3], new double[3]);
        Assert.NotEqual(expected, State(network));
        network.Reset();
        Assert.Equal(expected, State(network));
    }

    [Fact]
    public void StartsAtZeroWhereTheModelHasNoInitialTensors()
    {
        var network = new ReferenceNetwork<float>(RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1));
        network.Step(new float[3], new float[5]);
        network.Reset();
        Assert.All(State(network), v => Assert.Equal(0, v));
    }

    [Fact]
    public void RunIsStepAfterStep()
    {
        Sequence inputs = RandomModels.Inputs(9, 3, 4);
        var run = new double[9 * 3];
        new ReferenceNetwork<double>(Lstm).Run(inputs.ToArray(), run);
        var network = new ReferenceNetwork<double>(Lstm);
        for (int t = 0; t < 9; t++)
        {
            var output = new double[3];
            network.Step(inputs.Row(t), output);
            Assert.Equal(run[(3 * t)..(3 * t + 3)], output);
        }
    }

    [Fact]
    public void ASavedStateContinuesExactly()
    {
        Sequence inputs = RandomModels.Inputs(9, 3, 4);
        var network = new ReferenceNetwork<double>(Lstm);
        network.Run(inputs.ToArray()[..12], new double[12]);
        double[] saved = State(network);
        var first = new double[15];
        network.Run(inputs.ToArray()[12..], first);
        var other = new ReferenceNetwork<double>(Lstm);
        other.SetState(saved);
        var second = new double[15];
        other.Run(inputs.ToArray()[12..], second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void InputAndOutputMayOverlap()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.Before), 5, 5, 1);
        float[] values = RandomModels.Inputs(1, 5, 4).ToSingle();
        var apart = new float[5];
        new ReferenceNetwork<float>(model).Step(values, apart);
        new ReferenceNetwork<float>(model).Step(values, values);
        Assert.Equal(apart, values);
    }

    [Fact]
    public void WrongLengthsSayBothLengthsAndChangeNothing()
    {
        var network = new ReferenceNetwork<double>(Lstm);
        double[] before = State(network);
        void Throws(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
        Throws("the input size is 3, but 2 values were given", () => network.Step(new double[2], new double[3]));
        Throws("the output size is 3, but 5 values were given", () => network.Step(new double[3], new double[5]));
        Throws("whole steps of 3 values, but 4", () => network.Run(new double[4], new double[3]));
        Throws("the output size of 2 steps is 6, but 5", () => network.Run(new double[6], new double[5]));
        Throws("the state size is 8, but 7", () => network.SetState(new double[7]));
        Throws("the state size is 8, but 9", () => network.CopyStateTo(new double[9]));
        Assert.Equal(before, State(network));
    }

    [Fact]
    public void AnRnnThatDoesNotStateItsActivationIsRefused()
    {
        var stated = (RnnLayer)RandomModels.Create(CellOptions.Rnn(Activation.Tanh), 1, 1, 1).Layers[0];
        var unstated = new RnnLayer(1, 1, null, new CellWeights { InputWeights = stated.InputWeights, RecurrentWeights = stated.RecurrentWeights });
        var exception = Assert.Throws<ArgumentException>(() => new ReferenceNetwork<float>(new Model("m", unstated)));
        Assert.Contains("does not say its activation", exception.Message);
    }

    [Fact]
    public void GatesHaveTheLayersNamesAndTheEquationsHoldBetweenThem()
    {
        foreach (CellOptions options in CellOptions.Cells)
        {
            Model model = RandomModels.Create(options, 3, 5, 1);
            var network = new ReferenceNetwork<double>(model);
            network.Step(RandomModels.Inputs(1, 3, 2).Row(0), new double[model.OutputSize]);
            string[] names = network.Gates().Select(gate => gate.Name).ToArray();
            Assert.Equal(options.Coupled ? LstmLayer.GateOrder : ((CellLayer)model.Layers[0]).Gates, names);
            foreach (Gate<double> gate in network.Gates())
            {
                double a = gate.PreActivation[2];
                double expected = gate.Lowest < 0 ? Math.Tanh(a) : double.IsInfinity(gate.Highest) ? Math.Max(0, a) : 1 / (1 + Math.Exp(-a));
                Assert.Equal(expected, gate.Value[2], 1e-15);
            }
        }
    }

    [Fact]
    public void LayersFeedOneAnother()
    {
        Model first = RandomModels.Create(CellOptions.Lstm(), 3, 5, 1);
        Model second = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 5, 4, 2);
        var stack = new ReferenceNetwork<double>(new Model("stack", first.Layers[0], second.Layers[0]));
        Sequence inputs = RandomModels.Inputs(9, 3, 4);
        var between = new double[9 * 5];
        var expected = new double[9 * 4];
        new ReferenceNetwork<double>(first).Run(inputs.ToArray(), between);
        new ReferenceNetwork<double>(second).Run(between, expected);
        var outputs = new double[9 * 4];
        stack.Run(inputs.ToArray(), outputs);
        Assert.Equal(expected, outputs);
        Assert.Equal(new[] { "update", "reset", "candidate" }, stack.Gates(1).Select(gate => gate.Name));
        Assert.Equal(5 + 5 + 4, State(stack).Length);
    }

    [Fact]
    public void NotANumberPassesThrough()
    {
        foreach (CellOptions options in CellOptions.Cells)
        {
            Model model = RandomModels.Create(options, 3, 5, 1);
            var output = new float[model.OutputSize];
            new ReferenceNetwork<float>(model).Step(new[] { 0, float.NaN, 0 }, output);
            Assert.All(output, v => Assert.True(float.IsNaN(v)));
        }
    }

    private static T[] State<T>(ReferenceNetwork<T> network)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var state = new T[network.StateSize];
        network.CopyStateTo(state);
        return state;
    }
}
