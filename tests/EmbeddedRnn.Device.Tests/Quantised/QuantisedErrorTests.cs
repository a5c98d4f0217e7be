using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>
/// Integer weights against the double reference of the float weights. Random weights of up to 1.5 / sqrt(H) are larger than most
/// trained ones, and an LSTM's projection and peepholes amplify what they are given: the bounds are theirs.
/// </summary>
public class QuantisedErrorTests(ITestOutputHelper report)
{
    private const int Steps = 40;

    public static TheoryData<WeightFormat, int, int, double> Cells => new()
    {
        { WeightFormat.Int16, 1, 1, 4e-4 }, { WeightFormat.Int16, 3, 5, 6e-4 }, { WeightFormat.Int16, 13, 24, 5e-4 },
        { WeightFormat.Int8, 1, 1, 4e-2 }, { WeightFormat.Int8, 3, 5, 7e-2 }, { WeightFormat.Int8, 13, 24, 4e-2 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_with_every_option(WeightFormat format, int inputs, int units, double bound)
    {
        Model[] models = [.. QuantisedModels.Cells(inputs, units)];
        IReadOnlyList<Type> types = DeviceClasses.Compile(models.Select(model => (model, (DeviceOptions?)new DeviceOptions { Weights = format, Shape = DeviceShape.Rolled })).ToArray());
        var largest = new Dictionary<string, double>();
        for (int i = 0; i < models.Length; i++)
        {
            double error = OneStepError(models[i], new DeviceNetwork(models[i], types[i], 64));
            string kind = ((CellLayer)models[i].Layers[0]).Kind;
            largest[kind] = Math.Max(largest.GetValueOrDefault(kind), error);
            Assert.True(error <= bound, $"{models[i]}: {error}");
        }
        report.WriteLine($"{format} {inputs}x{units}: {string.Join(", ", largest.Select(l => $"{l.Key} {l.Value:e2}"))}");
    }

    [Theory]
    [InlineData(WeightFormat.Int16, 2e-3)]
    [InlineData(WeightFormat.Int8, 5e-2)]
    public void Networks(WeightFormat format, double bound)
    {
        Model[] models = [.. Enumerable.Range(1, 30).Select(QuantisedModels.Network)];
        IReadOnlyList<Type> types = DeviceClasses.Compile(models.Select(model => (model, (DeviceOptions?)new DeviceOptions { Weights = format, Shape = DeviceShape.Rolled })).ToArray());
        double largest = 0;
        for (int i = 0; i < models.Length; i++)
        {
            double error = OneStepError(models[i], new DeviceNetwork(models[i], types[i], 64));
            largest = Math.Max(largest, error);
            Assert.True(error <= bound, $"{models[i]}: {error}");
        }
        report.WriteLine($"{format}: {models.Length} networks, largest error {largest:e2}");
    }

    /// <summary>The largest error of output and state over single steps, each from the reference's state.</summary>
    private static double OneStepError(Model model, DeviceNetwork network)
    {
        var reference = new ReferenceNetwork<double>(model);
        Sequence inputs = QuantisedModels.Inputs(model, Steps);
        (double[] output, double[] state) = (new double[model.OutputSize], new double[model.StateSize]);
        double largest = 0;
        for (int t = 0; t < Steps; t++)
        {
            reference.CopyStateTo(state);
            network.SetState(Array.ConvertAll(state, v => (float)v));
            reference.Step(inputs.Row(t), output);
            reference.CopyStateTo(state);
            var actual = new float[model.OutputSize];
            network.Step!(inputs.Row(t).ToArray().Select(v => (float)v).ToArray(), actual);
            largest = Math.Max(largest, Math.Max(Errors.Largest(output, actual), Errors.Largest(state, network.State())));
        }
        return largest;
    }
}
