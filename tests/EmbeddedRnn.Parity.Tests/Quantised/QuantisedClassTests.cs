using System;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

[GruCell(InputSize = 3, HiddenSize = 40, Reset = ResetPosition.After, WeightFormat = WeightFormat.Int16, CountSaturated = true)]
internal sealed partial class Int16Gru
{
}

[LstmCell(InputSize = 5, HiddenSize = 24, WeightFormat = WeightFormat.Int8)]
internal sealed partial class Int8Lstm
{
}

/// <summary>What a class with whole-number weights offers beside its kernels: weights given, ranges, counting, sequences, streams.</summary>
public class QuantisedClassTests
{
    [Fact]
    [Trait("Category", "InstructionSets")]
    public void NothingIsAllocated()
    {
        var gru = new Int16Gru(Int16Gru.PackedWeights.Pack(Model(CellOptions.Gru(ResetPosition.After), 3, 40)));
        var lstm = new Int8Lstm(Int8Lstm.PackedWeights.Pack(Model(CellOptions.Lstm(), 5, 24)));
        float[] inputs = new float[150], outputs = new float[400];
        AllocationTests.AssertNone("Step of int16", () => gru.Step(inputs.AsSpan(0, 3), outputs.AsSpan(0, 40)));
        AllocationTests.AssertNone("Step of int8", () => lstm.Step(inputs.AsSpan(0, 5), outputs.AsSpan(0, 24)));
        AllocationTests.AssertNone("Run of int16", () => gru.Run(inputs.AsSpan(0, 30), outputs));
    }

    [Fact]
    public void ValuesBeyondTheirRangesAreCounted()
    {
        var gru = new Int16Gru(Int16Gru.PackedWeights.Pack(Model(CellOptions.Gru(ResetPosition.After), 3, 40)));
        var output = new float[40];
        gru.Step([1, -1, 0.5f], output);
        Assert.Equal(0, gru.SaturatedValues);
        gru.Step([1.01f, float.NaN, -7], output);
        Assert.Equal(3, gru.SaturatedValues);
        var state = new float[40];
        state[39] = 1.5f;
        gru.SetState(state);
        gru.Run(new float[6], new float[80]);
        Assert.Equal(4, gru.SaturatedValues);
        gru.SaturatedValues = 0;
        Assert.Equal(0, gru.SaturatedValues);
        Assert.Null(typeof(Int8Lstm).GetProperty("SaturatedValues"));
    }

    [Fact]
    public void ABeyondValueIsTheEndOfItsRange()
    {
        Int16Gru.PackedWeights weights = Int16Gru.PackedWeights.Pack(Model(CellOptions.Gru(ResetPosition.After), 3, 40));
        float[] Outputs(float first)
        {
            var output = new float[40];
            new Int16Gru(weights).Step([first, 0.25f, 0.5f], output);
            return output;
        }

        Assert.Equal(Outputs(1), Outputs(1e30f));
        Assert.Equal(Outputs(-1), Outputs(float.NegativeInfinity));
        Assert.Equal(Outputs(-1), Outputs(float.NaN));
        Assert.NotEqual(Outputs(1), Outputs(0.99f));
    }

    [Fact]
    public void WeightsGivenAtRunTimeAreQuantisedLikewise()
    {
        Model first = Model(CellOptions.Lstm(), 5, 24), second = RandomModels.TrainedLike(CellOptions.Lstm(), 5, 24, 9);
        var cell = new Int8Lstm(Int8Lstm.PackedWeights.Pack(first));
        cell.Weights = Int8Lstm.PackedWeights.Pack(second);
        Reference.Parity.Of(second, cell.Step, cell.CopyStateTo, cell.SetState).AgainstReference(RandomModels.Inputs(50, 5, 1), 1e-2).ThrowIfDiverged();
    }

    [Fact]
    public void AModelWithoutRangesIsRefused()
    {
        Model model = RandomModels.Create(CellOptions.Lstm(), 5, 24, 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Int8Lstm.PackedWeights.Pack(model));
        Assert.StartsWith("the range of the inputs of cell 1 (LSTM", error.Message);
        Assert.Contains("embeddedrnn calibrate", error.Message);
    }

    [Theory]
    [InlineData(WeightFormat.Int16, 2e-3)]
    [InlineData(WeightFormat.Int8, 0.1)]
    public void NetworksRunAndStreamLikeTheirSteps(WeightFormat format, double bound)
    {
        CellLayer first = (CellLayer)RandomModels.TrainedLike(CellOptions.Lstm(projection: true), 4, 20, 1).Layers[0];
        CellLayer second = (CellLayer)RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.Before), 7, 33, 2).Layers[0];
        float[] dense = RandomModels.Inputs(7, 10, 3).ToSingle();
        Model model = RandomModels.WithInputRanges(new Model("network", first, new DenseLayer(new Tensor(TensorNames.Weights, 7, 10, dense)), second));
        var options = new DesktopOptions { Weights = format };
        Sequence inputs = RandomModels.Inputs(40, 4, 5);
        foreach (Engine engine in GeneratedClasses.Engines(model, options))
        {
            engine.Parity.AgainstReference(inputs, bound).ThrowIfDiverged();
            float[] values = inputs.ToSingle(), stepped = new float[40 * 33], run = new float[40 * 33];
            engine.SetState(new float[model.StateSize]);
            for (int t = 0; t < 40; t++) engine.Step(values.AsSpan(4 * t, 4), stepped.AsSpan(33 * t, 33));
            engine.SetState(new float[model.StateSize]);
            engine.Run(values, run);
            Assert.Equal(stepped, run);
            Assert.Equal(stepped, Streamed(model, options, engine.Kernel, values));
        }
    }

    [Theory]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void OutputsMayOverlapInputs(WeightFormat format)
    {
        Model model = RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.Before), 48, 48, 4);
        float[] input = RandomModels.Inputs(1, 48, 5).ToSingle(), output = new float[48];
        foreach (Engine engine in GeneratedClasses.Engines(model, new DesktopOptions { Weights = format }))
        {
            engine.SetState(new float[48]);
            engine.Step(input, output);
            float[] both = [.. input];
            engine.SetState(new float[48]);
            engine.Step(both, both);
            Assert.Equal(output, both);
        }
    }

    private static Model Model(CellOptions options, int inputs, int units) => RandomModels.TrainedLike(options, inputs, units, 7);

    private static float[] Streamed(Model model, DesktopOptions options, Kernel kernel, float[] inputs)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Type type = GeneratedClasses.Type(model, options);
        object weights = Tests.Engine.Pack(type, model, kernel);
        Type streams = type.GetNestedType("Streams", any)!;
        object set = streams.GetConstructor(any, [typeof(Kernel), typeof(int), weights.GetType()])!.Invoke([kernel, 3, weights]);
        var step = streams.GetMethod("Step", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<StepFunction>(set);
        int steps = inputs.Length / model.InputSize;
        var middle = new float[steps * model.OutputSize];
        float[] given = new float[3 * model.InputSize], taken = new float[3 * model.OutputSize];
        for (int t = 0; t < steps; t++)
        {
            inputs.AsSpan(t * model.InputSize, model.InputSize).CopyTo(given.AsSpan(model.InputSize));
            step(given, taken);
            taken.AsSpan(model.OutputSize, model.OutputSize).CopyTo(middle.AsSpan(t * model.OutputSize));
        }
        return middle;
    }
}
