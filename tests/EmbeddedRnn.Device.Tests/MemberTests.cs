using System;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The members of a device class: what they refuse, what they allocate, what they leave alone.</summary>
public class MemberTests
{
    private static Model Streaming { get; } = RandomModels.Create(CellOptions.Lstm(peepholes: true, projection: true) with { InitialState = true }, 3, 6, 1);

    private static Model Whole { get; } = new("both", new BidirectionalLayer(Cell(1), Cell(2)));

    [Fact]
    public void Sizes_are_constants()
    {
        Type type = DeviceClasses.Compile(Streaming);
        object? Constant(string name) => type.GetField(name, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue();
        Assert.Equal(3, Constant("InputSize"));
        Assert.Equal(3, Constant("OutputSize"));
        Assert.Equal(9, Constant("StateSize"));
        Assert.Equal(Streaming.ParameterCount, Constant("ParameterCount"));
        Assert.Equal((int)Streaming.MacsPerStep, Constant("MacsPerStep"));
    }

    [Fact]
    public void Wrong_lengths_are_refused_and_nothing_is_written()
    {
        DeviceNetwork network = DeviceClasses.Create([Streaming]).Single();
        float[] before = network.State();
        float[] Marked(int length) => Enumerable.Repeat(7f, length).ToArray();
        void Refused(string message, float[] written, Action action)
        {
            Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
            Assert.All(written, v => Assert.Equal(7, v));
            Assert.Equal(before, network.State());
        }

        float[] output = Marked(3), longer = Marked(4), state = Marked(8);
        Refused("the input must hold 3 values, but 2 were given.", output, () => network.Step!(new float[2], output));
        Refused("the output must hold 3 values, but 4 were given.", longer, () => network.Step!(new float[3], longer));
        Refused("the inputs must hold whole steps of 3 values, but 4 were given.", output, () => network.RunSteps!(new float[4], output));
        Refused("the outputs must hold 6 values, but 3 were given.", output, () => network.RunSteps!(new float[6], output));
        Refused("the destination must hold 9 values, but 8 were given.", state, () => network.CopyStateTo(state));
        Refused("the state must hold 9 values, but 8 were given.", state, () => network.SetState(state));
    }

    [Fact]
    public void A_whole_sequence_has_its_own_limits()
    {
        Type type = DeviceClasses.Compile(Whole);
        Assert.Null(type.GetMethod("Step"));
        var network = new DeviceNetwork(Whole, type, longestSequence: 4);
        float[] outputs = Enumerable.Repeat(7f, 4 * 10).ToArray();
        void Refused(string message, int inputs, int steps, float[] outputs) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => network.RunSequence!(new float[inputs], steps, outputs)).Message);

        Refused("the number of steps must be from 1 to 4, but is 5.", 15, 5, outputs);
        Refused("the number of steps must be from 1 to 4, but is 0.", 15, 0, outputs);
        Refused("the inputs must hold at least 12 values, but 11 were given.", 11, 4, outputs);
        Refused("the outputs must hold at least 40 values, but 39 were given.", 12, 4, new float[39]);
        Assert.All(outputs, v => Assert.Equal(7, v));
        TargetInvocationException refused = Assert.Throws<TargetInvocationException>(() => new DeviceNetwork(Whole, type, longestSequence: 0));
        Assert.Equal("the longest sequence must have at least 1 step, but has 0.", refused.InnerException!.Message);
    }

    [Fact]
    public void Input_and_output_may_be_one_array()
    {
        foreach (DeviceNetwork network in DeviceClasses.Create([
            Streaming, new Model("dense", new DenseLayer(new Tensor("weights", 3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]))),
            new Model("residual", new ResidualLayer(new ActivationLayer(3, ActivationFunction.Softmax)))]))
        {
            float[] values = [0.3f, -0.5f, 0.9f];
            var expected = new float[3];
            network.Reset();
            network.Step!(values, expected);
            network.Reset();
            network.Step(values, values);
            Assert.Equal(expected, values);
        }
    }

    [Fact]
    public void Run_is_its_steps_and_Reset_the_model_s_own_start()
    {
        DeviceNetwork network = DeviceClasses.Create([Streaming]).Single();
        Assert.Equal(Streaming.InitialState(), network.State());
        float[] inputs = RandomModels.Inputs(6, 3, 1).ToSingle();
        float[] together = network.Run(inputs);
        float[] after = network.State();
        network.Reset();
        Assert.Equal(Streaming.InitialState(), network.State());
        var output = new float[3];
        for (int t = 0; t < 6; t++)
        {
            network.Step!(inputs[(3 * t)..(3 * t + 3)], output);
            Assert.Equal(together[(3 * t)..(3 * t + 3)], output);
        }
        Assert.Equal(after, network.State());
        network.SetState(after);
        Assert.Equal(after, network.State());
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        DeviceNetwork network = DeviceClasses.Create([Streaming]).Single();
        DeviceNetwork whole = DeviceClasses.Create([Whole]).Single();
        float[] values = new float[3], state = new float[9], inputs = new float[12], outputs = new float[40];
        AssertNone(() => network.Step!(values, values));
        AssertNone(() => network.RunSteps!(inputs, inputs));
        AssertNone(network.Reset);
        AssertNone(() => network.CopyStateTo(state));
        AssertNone(() => network.SetState(state));
        AssertNone(() => whole.RunSequence!(inputs, 4, outputs));
    }

    [Fact]
    public void What_the_device_cannot_have_is_refused()
    {
        void Refused(string reason, Model model, bool record = false) =>
            Assert.Contains(reason, Assert.Throws<ArgumentException>(() => DeviceCompiler.Compile(new ClassTarget("", [], "C", isRecord: record), model)).Message);

        Refused("is a record", Streaming, record: true);
        Refused(" more than the 64,000 that a class for .NET nanoFramework can have", new Model("large", new DenseLayer(new Tensor("weights", 300, 100, Enumerable.Repeat(0.5f, 30000).ToArray()))));
        Refused("are not loaded", new Model("empty", new DenseLayer(Tensor.ShapeOnly("weights", 2, 2))));
        RnnLayer rnn = (RnnLayer)RandomModels.Create(CellOptions.Rnn(Activation.Tanh), 1, 1, 1).Layers[0];
        Refused("whose activation is not stated", new Model("rnn", new RnnLayer(1, 1, null, new CellWeights { InputWeights = rnn.InputWeights, RecurrentWeights = rnn.RecurrentWeights })));
    }

    private static CellLayer Cell(int seed) => (CellLayer)RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, seed).Layers[0];

    // A collection that another thread starts books the rest of this thread's allocation buffer as allocated. That does
    // not happen every time; code that allocates does so every time.
    private static void AssertNone(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }
}
