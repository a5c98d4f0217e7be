using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Measuring;
using EmbeddedRnn.CompilerServices;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>The error that stands in the head of generated code: that of the code itself on the same inputs.</summary>
public class MeasurementTests(ITestOutputHelper report)
{
    private const int Steps = 60;
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<WeightFormat, string> Cells
    {
        get
        {
            var data = new TheoryData<WeightFormat, string>();
            foreach (WeightFormat format in new[] { WeightFormat.Int16, WeightFormat.Int8 }) foreach (CellOptions cell in CellOptions.Cells) data.Add(format, cell.ToString());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void OfACellItIsThatOfTheCode(WeightFormat format, string name)
    {
        CellOptions cell = CellOptions.Cells.First(c => c.ToString() == name);
        (int, int)[] sizes = [(3, 5), (17, 24), (70, 65)];
        Compare(format, ActivationPrecision.Exact, sizes.Select(s => QuantisedModels.Ranged(RandomModels.Contractive(cell, s.Item1, s.Item2, 4))));
    }

    [Theory]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void SoItIsWithFastActivationsAndOtherGates(WeightFormat format)
    {
        Model gru = QuantisedModels.Ranged(RandomModels.Contractive(CellOptions.Gru(ResetPosition.After), 5, 24, 1));
        Compare(format, ActivationPrecision.Fast, [gru, QuantisedModels.Ranged(RandomModels.Contractive(CellOptions.Lstm(), 5, 24, 1))]);
        Compare(format, ActivationPrecision.Exact, [gru.WithCells(c => c.With([new ActivationFunction(ActivationKind.HardSigmoid, 0.2f, 0.5f), ActivationFunction.Softsign, ActivationFunction.HardTanh]))]);
    }

    [Theory]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void OfANetworkItIsThatOfTheCode(WeightFormat format)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Model model = RandomNetworks.Create(seed);
            if (!model.AllLayers.Any(l => l is CellLayer)) continue;
            Model ranged = QuantisedModels.Ranged(model);
            if (CellRanges.Missing(ranged) is not null) continue;
            Compare(format, ActivationPrecision.Exact, [ranged], slack: 0.02);
        }
    }

    [Fact]
    public void DrawnInputsFillTheRangesAndAreTheSameEachTime()
    {
        Model model = RandomModels.TrainedLike(CellOptions.Gru(ResetPosition.After), 2, 8, 1).WithRanges(new ModelRanges([new ValueRange(-1, 3), new ValueRange(0, 0.5f)], [StateRange.None]));
        MeasuringInputs drawn = MeasuringInputs.Drawn(model);
        Assert.Equal(1000, drawn.Steps);
        Assert.Equal(drawn, MeasuringInputs.Drawn(model));
        double[] first = [.. drawn.Values.Where((_, i) => i % 2 == 0)], second = [.. drawn.Values.Where((_, i) => i % 2 == 1)];
        Assert.InRange(first.Min(), -1, -0.97);
        Assert.InRange(first.Max(), 2.97, 3);
        Assert.InRange(first.Average(), 0.9, 1.1);
        Assert.InRange(second.Min(), 0, 0.01);
        Assert.InRange(second.Max(), 0.49, 0.5);
    }

    [Fact]
    public void LargeModelsAreMeasuredOnFewerSteps()
    {
        Model large = RandomModels.TrainedLike(CellOptions.Lstm(), 64, 128, 1);
        Assert.InRange(MeasuringInputs.Drawn(large).Steps, 300, 340);
        MeasuringInputs given = MeasuringInputs.Of("x.csv", 64, new double[64 * 6000]);
        Assert.Equal(5086, given.Limited(large).Steps);
        Assert.Equal("of x.csv, of 6000", given.Limited(large).Words);
        Assert.Same(given, given.Limited(RandomModels.TrainedLike(CellOptions.Lstm(), 64, 8, 1)));
    }

    [Fact]
    public void TheSentenceSaysAll() => Assert.Equal(
        "Error against float32 weights over 12 steps of x.csv: 1.3E-4 at most, 2.0E-5 at the last step.",
        new Measurement(12, "of x.csv", 1.254e-4, 2e-5).ToString());

    private void Compare(WeightFormat format, ActivationPrecision activations, IEnumerable<Model> models, double slack = 0.002)
    {
        var options = new DesktopOptions { Weights = format, Activations = activations };
        Model[] all = models.ToArray();
        GeneratedClasses.Compile(all, options);
        foreach (Model model in all)
        {
            Sequence inputs = WithinRanges(RandomModels.Inputs(Steps, model.InputSize, 9));
            Measurement measured = Measurement.Of(model, format, activations, MeasuringInputs.Of("x", model.InputSize, inputs.ToArray()));
            (double largest, double atEnd) = Actual(model, options, inputs);
            report.WriteLine($"{model.Name} {format}: {measured.Largest:e3} {largest:e3}, at the end {measured.AtEnd:e3} {atEnd:e3}");
            double off = VectorMath.IsFused ? slack : 0.5;
            Assert.InRange(measured.Largest, largest * (1 - off) - 1e-6, largest * (1 + off) + 1e-6);
            Assert.InRange(measured.AtEnd, atEnd * (1 - off) - 1e-6, atEnd * (1 + off) + 1e-6);
        }
    }

    private static (double Largest, double AtEnd) Actual(Model model, DesktopOptions options, Sequence inputs)
    {
        Type type = GeneratedClasses.Type(model, options);
        object weights = Engine.Pack(type, model, Kernel.Scalar);
        object instance = type.GetConstructor(Any, [typeof(Kernel), weights.GetType()])!.Invoke([Kernel.Scalar, weights]);
        float[] actual = new float[(model.OutputsLastStepOnly ? 1 : Steps) * model.OutputSize];
        type.GetMethod("Run", Any, [typeof(Kernel), typeof(ReadOnlySpan<float>), typeof(Span<float>)])!.CreateDelegate<KernelRun>(instance)(Kernel.Scalar, inputs.ToSingle(), actual);
        var expected = new double[actual.Length];
        new ReferenceNetwork<double>(model).Run(Array.ConvertAll(inputs.ToSingle(), v => (double)v), expected);
        double[] errors = [.. actual.Zip(expected, (a, e) => Math.Abs(a - (float)e) / Math.Max(1, Math.Abs((float)e)))];
        return (errors.Max(), errors[^model.OutputSize..].Max());
    }

    // Of QuantisedModels.
    private static Sequence WithinRanges(Sequence inputs) =>
        new(inputs.Width, [.. inputs.ToArray().Select((v, i) => i % inputs.Width % 3 == 2 ? Math.Abs(v) : v)]);

    private delegate void KernelRun(Kernel kernel, ReadOnlySpan<float> inputs, Span<float> outputs);
}
