using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Integer weights in every shape, with and without skipping: the same bits, and the bytes that were planned.</summary>
public class QuantisedShapeTests(ITestOutputHelper report)
{
    private const double Bound = 0.02;

    private static readonly DeviceShape?[] All = [null, DeviceShape.Rolled, new DeviceShape(false, 0, 2), DeviceShape.Unrolled];

    [Fact]
    public void Every_shape_gives_the_same_bits_with_and_without_skipping()
    {
        foreach (WeightFormat format in QuantisedModels.Formats)
        {
            foreach (Model[] models in Models().Chunk(40))
            {
                DeviceOptions[] options = [.. from shape in All from skipping in new[] { true, false } select new DeviceOptions { Shape = shape, Skipping = skipping, Weights = format, IlBudget = 64 * 1024 }];
                Type[] types = [.. options.SelectMany(o => DeviceClasses.Compile(models.Select(m => (m, (DeviceOptions?)o)).ToArray()))];
                for (int i = 0; i < models.Length; i++)
                {
                    float[]? first = null;
                    for (int o = 0; o < options.Length; o++)
                    {
                        float[] results = Results(models[i], types[o * models.Length + i]);
                        first ??= results;
                        Assert.True(results.SequenceEqual(first), $"{models[i].Name}, {format}, {options[o].Shape}, skipping {options[o].Skipping}");
                    }
                    Assert.True(models[i].Name.StartsWith("step") || first!.Distinct().Count() > 10, models[i].Name);
                }
            }
        }
    }

    [Theory]
    [InlineData(WeightFormat.Int16)]
    [InlineData(WeightFormat.Int8)]
    public void Planned_bytes_are_those_of_the_compiled_code(WeightFormat format)
    {
        (double largest, int count, int same) = (0, 0, 0);
        foreach (Model model in Models())
        {
            foreach (DeviceShape? shape in All)
            {
                var options = new DeviceOptions { Shape = shape, Weights = format, IlBudget = 64 * 1024, CountMacs = count % 3 == 0, Skipping = count % 5 != 0 };
                CompiledSizes sizes = CompiledSizes.Of(model, options);
                (largest, count, same) = (Math.Max(largest, sizes.Error), count + 1, same + (sizes.Error == 0 ? 1 : 0));
                Assert.True(sizes.Error <= Bound, $"{model}, {options}: {sizes.Differences}");
                Assert.Equal((sizes.StaticBytes, sizes.StaticArrays), (sizes.PlannedStaticBytes, sizes.PlannedStaticArrays));
            }
        }
        report.WriteLine($"{format}: {count} classes, {same} to the byte, largest error {100 * largest:f2} %");
    }

    [Fact]
    public void Integer_weights_take_less_of_the_board()
    {
        Model model = QuantisedModels.Ranged(RandomModels.Create(CellOptions.Gru(ResetPosition.After), 13, 24, 1));
        DevicePlanReport Plan(WeightFormat format, DeviceShape shape) =>
            DeviceCompiler.Plan(ClassTarget.Parse("Generated.Network"), model, new DeviceOptions { Weights = format, Shape = shape, IlBudget = 64 * 1024 });
        foreach (DeviceShape shape in new[] { DeviceShape.Rolled, DeviceShape.Unrolled })
        {
            foreach (WeightFormat format in new[] { WeightFormat.Float32, WeightFormat.Int16, WeightFormat.Int8 })
            {
                DevicePlanReport plan = Plan(format, shape);
                report.WriteLine($"{format} {(shape == DeviceShape.Rolled ? "rolled" : "unrolled")}: {plan.IlBytes} B of IL, {plan.StaticBytes} B static, {plan.SharedHeapBytes} B heap, {plan.Dense.Nanoseconds / 1000:f1} us dense");
            }
        }
        Assert.True(Plan(WeightFormat.Int8, DeviceShape.Unrolled).IlBytes < 0.78 * Plan(WeightFormat.Float32, DeviceShape.Unrolled).IlBytes);
        Assert.True(Plan(WeightFormat.Int8, DeviceShape.Rolled).StaticBytes < 0.4 * Plan(WeightFormat.Float32, DeviceShape.Rolled).StaticBytes);
    }

    [Fact]
    public void A_row_is_never_called_a_loop_over_columns()
    {
        Model model = QuantisedModels.Ranged(RandomModels.Create(CellOptions.Gru(ResetPosition.After), 3, 5, 1));
        foreach (DeviceShape? shape in new[] { null, DeviceShape.Looped })
        {
            var options = new DeviceOptions { Weights = WeightFormat.Int8, Shape = shape, IlBudget = 2_000 };
            (IReadOnlyList<EmittedFile> files, DevicePlanReport plan) = DeviceCompiler.Write(ClassTarget.Parse("A.B"), model, options);
            Assert.Contains(plan.Stages, stage => stage.Shape.Contains("a loop over rows"));
            Assert.DoesNotContain("over rows and columns", string.Concat(files.Select(file => file.Text)));
        }
    }

    [Fact]
    public void A_value_whose_weights_all_round_to_zero_is_not_loaded()
    {
        foreach (CellOptions options in CellOptions.Cells.Where(options => options.Kind != "rnn"))
        {
            Model cell = RandomModels.Create(options, 3, 5, 1);
            Model model = cell.WithRanges(new ModelRanges([new ValueRange(-1, 1), new ValueRange(0, 1e-6f), new ValueRange(-1, 1)], [new StateRange(8, options.Kind == "lstm" ? 8 : null)]));
            bool Loads(DeviceShape shape) => DeviceCompiler.Compile(ClassTarget.Parse("A.B"), model, new DeviceOptions { Weights = WeightFormat.Int8, Shape = shape })[0].Text.Contains("int x1 = x[1]");
            Assert.Equal((false, true), (Loads(DeviceShape.Unrolled), Loads(DeviceShape.Rolled)));
            CompiledSizes sizes = CompiledSizes.Of(model, new DeviceOptions { Weights = WeightFormat.Int8, Shape = DeviceShape.Unrolled });
            Assert.True(sizes.Error <= Bound, $"{model}: {sizes.Differences}");
        }
    }

    private static IEnumerable<Model> Models() =>
        QuantisedModels.Cells(3, 5).Where((_, i) => i % 8 == i / 8 % 8).Concat(QuantisedModels.Gated(12)).Concat(Enumerable.Range(1, 3).Select(QuantisedModels.Network));

    private static float[] Results(Model model, Type type)
    {
        var network = new DeviceNetwork(model, type, 64);
        float[] outputs = network.Run(QuantisedModels.Inputs(model, 50).ToSingle());
        return [.. outputs, .. network.State()];
    }
}
