using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Kernels with whole-number weights: the numbers of a plain integer model, and the same bits at every width.</summary>
public class QuantisedKernelTests(ITestOutputHelper report)
{
    private const int Steps = 12;

    public static TheoryData<WeightFormat, string> Cells
    {
        get
        {
            var data = new TheoryData<WeightFormat, string>();
            foreach (WeightFormat format in Formats) foreach (CellOptions cell in CellOptions.Cells) data.Add(format, cell.ToString());
            return data;
        }
    }

    private static WeightFormat[] Formats => [WeightFormat.Int16, WeightFormat.Int8];

    [Theory]
    [MemberData(nameof(Cells))]
    public void EveryKernelIsThePlainIntegerModel(WeightFormat format, string name)
    {
        CellOptions cell = CellOptions.Cells.First(c => c.ToString() == name);
        (int, int)[] sizes = [(1, 1), (3, 5), (5, 8), (2, 17), (17, 24), (9, 33), (40, 64), (70, 97)];
        Compare(format, sizes.Select(s => QuantisedModels.Ranged(RandomModels.Create(cell, s.Item1, s.Item2, s.Item2))).ToArray());
    }

    [Theory]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void LargeCellsAreThePlainIntegerModel(WeightFormat format)
    {
        CellOptions[] cells = [CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm(peepholes: true, projection: true)];
        Compare(format, cells.Select(c => QuantisedModels.Ranged(RandomModels.Create(c, 130, 256, 1))).ToArray());
    }

    [Theory]
    [Trait("Category", "InstructionSets")]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void ASampleOfCellsOnEveryKernel(WeightFormat format) =>
        Compare(format, CellOptions.Cells.Select(c => QuantisedModels.Ranged(RandomModels.Create(c, 5, 24, 11))).ToArray());

    [Theory]
    [InlineData(WeightFormat.Int16, 2e-4)]
    [InlineData(WeightFormat.Int8, 1e-2)]
    public void TheErrorAgainstFloatIsWithinTheBound(WeightFormat format, double bound)
    {
        CellOptions[] cells = [CellOptions.Gru(ResetPosition.After), CellOptions.Lstm()];
        foreach (CellOptions cell in cells)
        {
            foreach ((int inputs, int units) in new[] { (16, 32), (32, 64), (64, 128), (128, 256) })
            {
                Model model = RandomModels.TrainedLike(cell, inputs, units, 5);
                Engine engine = GeneratedClasses.Engine(model, Kernel.Vector256, Options(format));
                ParityResult result = engine.Parity.AgainstReference(RandomModels.Inputs(200, inputs, 3), bound);
                report.WriteLine($"{cell} {inputs},{units} {format}: {result.LargestError:e2}");
                result.ThrowIfDiverged();
            }
        }
    }

    private static DesktopOptions Options(WeightFormat format) => new() { Weights = format };

    private static void Compare(WeightFormat format, IReadOnlyList<Model> models)
    {
        GeneratedClasses.Compile(models, Options(format));
        foreach (Model model in models)
        {
            var plain = new IntegerCell(model, format);
            Engine[] engines = GeneratedClasses.Engines(model, Options(format)).ToArray();
            float[] inputs = RandomModels.Inputs(Steps, model.InputSize, 7).ToSingle();
            float[] state = RandomModels.State(model, 3);
            foreach (Engine engine in engines) engine.SetState(state);
            for (int t = 0; t < Steps; t++)
            {
                // Now and then beyond the ranges.
                float[] x = inputs[(t * model.InputSize)..((t + 1) * model.InputSize)];
                if (t % 4 == 3) x[0] = 1000;
                double[] expected = plain.Step(x, state);
                float[][] actual = engines.Select(engine => Step(engine, x)).ToArray();
                for (int k = 0; k < actual.Length; k++)
                {
                    Assert.True(actual[k].SequenceEqual(actual[0]), $"{engines[k]}, {format}: other bits than {engines[0].Kernel} at step {t}");
                    for (int i = 0; i < expected.Length; i++)
                        Assert.True(Math.Abs(expected[i] - actual[k][i]) <= plain.Slack + 2e-6 * Math.Max(1, Math.Abs(expected[i])), $"{engines[k]}, {format}, step {t}, value {i}: {actual[k][i]} for {expected[i]}");
                }
                state = actual[0];
            }
            Assert.InRange(plain.LargestSum, 1, int.MaxValue * 64L);
        }
    }

    private static float[] Step(Engine engine, float[] x)
    {
        var output = new float[engine.Model.OutputSize];
        var state = new float[engine.Model.StateSize];
        engine.Step(x, output);
        engine.CopyStateTo(state);
        Assert.Equal(state[..output.Length], output);
        return state;
    }
}
