using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Weights that were quantised when their class was generated: the bits of those quantised at run time, in less space.</summary>
public class BuildTimeTests(ITestOutputHelper report)
{
    private static WeightFormat[] Integers => [WeightFormat.Int16, WeightFormat.Int8];

    public static TheoryData<WeightFormat, string> Networks
    {
        get
        {
            var data = new TheoryData<WeightFormat, string>();
            foreach (WeightFormat format in Integers) foreach (string name in Models.Keys) data.Add(format, name);
            return data;
        }
    }

    private static Dictionary<string, Model> Models => new()
    {
        ["RNN"] = Ranged(CellOptions.Rnn(Activation.Relu), 3, 9),
        ["GRU, reset after"] = Ranged(CellOptions.Gru(ResetPosition.After), 5, 37),
        ["GRU, reset before"] = Ranged(CellOptions.Gru(ResetPosition.Before) with { InitialState = true }, 70, 33),
        ["LSTM"] = Ranged(CellOptions.Lstm(), 9, 24),
        ["LSTM, peepholes and projection"] = Ranged(CellOptions.Lstm(peepholes: true, projection: true), 3, 21),
        ["network"] = Network(),
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryKernelPacksTheBitsOfWeightsGivenAtRunTime(WeightFormat format, string name)
    {
        Model model = Models[name];
        TrainedClass trained = TrainedClass.Of(model, new DesktopOptions { Weights = format });
        foreach (Kernel kernel in Engine.Kernels)
        {
            float[] embedded = trained.Embedded(kernel), given = trained.Given(model, kernel);
            Assert.Contains(embedded, v => v != 0);
            Assert.True(Bits(embedded).SequenceEqual(Bits(given)), $"{name}, {format}, {kernel}: other bits");
        }
    }

    [Fact]
    public void AClassWithItsOwnWeightsComputesItsModel()
    {
        Model model = Models["network"];
        Type type = TrainedClass.Of(model, new DesktopOptions { Weights = WeightFormat.Int16 }).Type;
        object instance = Activator.CreateInstance(type)!;
        Reference.Parity.Of(
            model,
            type.GetMethod("Step", [typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<StepFunction>(instance),
            type.GetMethod("CopyStateTo")!.CreateDelegate<CopyStateFunction>(instance),
            type.GetMethod("SetState")!.CreateDelegate<SetStateFunction>(instance)).AgainstReference(RandomModels.Inputs(50, model.InputSize, 1), 2e-3).ThrowIfDiverged();
    }

    [Fact]
    public void WeightsGivenAtRunTimeTakeTheRangesOfTheirModel()
    {
        Model model = Models["LSTM"], wider = Wider(model);
        TrainedClass trained = TrainedClass.Of(model, new DesktopOptions { Weights = WeightFormat.Int8 });
        Assert.NotEqual(trained.Embedded(Kernel.Scalar), trained.Given(wider, Kernel.Scalar));
        Assert.Equal(trained.Embedded(Kernel.Scalar), trained.Given(wider.WithRanges(null), Kernel.Scalar));
    }

    [Fact]
    public void TheAssemblyShrinks()
    {
        Model model = RandomModels.TrainedLike(CellOptions.Lstm(), 64, 128, 1);
        (int Whole, int Weights) Size(WeightFormat format)
        {
            var options = new DesktopOptions { Weights = format };
            int whole = TrainedClass.Of(model, options).ImageBytes;
            return (whole, whole - TrainedClass.Of(model, options, WeightSource.RunTime).ImageBytes);
        }

        var (single, int16, int8) = (Size(WeightFormat.Float32), Size(WeightFormat.Int16), Size(WeightFormat.Int8));
        report.WriteLine($"LSTM(64,128): assembly {Kilobytes(single.Whole)}, int16 {Kilobytes(int16.Whole)}, int8 {Kilobytes(int8.Whole)}; of it weights {Kilobytes(single.Weights)}, {Kilobytes(int16.Weights)}, {Kilobytes(int8.Weights)}");
        // A scale and a bias a row beside the whole numbers; what the class adds to reach them is less than 3 KB.
        int numbers = 4 * 128 * (64 + 128), rows = 8 * 4 * 128;
        Assert.InRange(single.Weights, 4 * model.ParameterCount, 4 * model.ParameterCount + 3072);
        Assert.InRange(int16.Weights, 2 * numbers + rows, 2 * numbers + rows + 3072);
        Assert.InRange(int8.Weights, numbers + rows, numbers + rows + 3072);
    }

    private static Model Ranged(CellOptions cell, int inputs, int units) => QuantisedModels.Ranged(RandomModels.Create(cell, inputs, units, 3));

    private static Model Network()
    {
        Layer first = Ranged(CellOptions.Lstm(), 4, 20).Layers[0], second = Ranged(CellOptions.Gru(ResetPosition.After), 7, 33).Layers[0];
        Tensor weights = new(TensorNames.Weights, 7, 20, RandomModels.Inputs(7, 20, 3).ToSingle());
        return RandomModels.WithInputRanges(new Model("network", first, new DenseLayer(weights), second, new DenseLayer(new Tensor(TensorNames.Weights, 2, 33, RandomModels.Inputs(2, 33, 4).ToSingle()))));
    }

    private static Model Wider(Model model) => model.WithRanges(new ModelRanges(Enumerable.Repeat(new ValueRange(-2, 2), model.InputSize), model.Ranges!.States));

    private static string Kilobytes(int bytes) => FormattableString.Invariant($"{bytes / 1024.0:0.0} KB");

    private static int[] Bits(float[] values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}
