using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Leaving work out behind closed gates: the same bits in every shape, and counters that say how much it was.</summary>
public class SkippingTests(ITestOutputHelper report)
{
    private const int Models = 22;
    private const int Steps = 40;

    public static TheoryData<int> EveryShape => [.. Enumerable.Range(0, Shapes.All.Count)];

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void Gives_the_same_bits_and_counts_what_it_left_out(int shape)
    {
        Model[] models = [.. Enumerable.Range(0, Models).Select(GatedModels.Create)];
        DeviceOptions options = new() { Shape = Shapes.All[shape], IlBudget = 12 * 1024, CountMacs = true };
        IReadOnlyList<Type> types = DeviceClasses.Compile([.. models.SelectMany(m => new[] { (m, (DeviceOptions?)options), (m, options with { Skipping = false }) })]);
        (long done, long skipped, int saving) = (0, 0, 0);
        for (int i = 0; i < models.Length; i++)
        {
            Model model = models[i];
            var skipping = new DeviceNetwork(model, types[2 * i], 1);
            var dense = new DeviceNetwork(model, types[2 * i + 1], 1);
            Sequence inputs = RandomModels.Inputs(Steps, model.InputSize, i);
            Assert.True(Bits(dense.Run(inputs.ToSingle())).SequenceEqual(Bits(skipping.Run(inputs.ToSingle()))), $"{model}: outputs");
            Assert.True(Bits(dense.State()).SequenceEqual(Bits(skipping.State())), $"{model}: state");
            long did = Counter(skipping, "MacsDone"), left = Counter(skipping, "MacsSkipped");
            Assert.Equal(Steps * model.MacsPerStep, did + left);
            Assert.Equal((Steps * model.MacsPerStep, 0), (Counter(dense, "MacsDone"), Counter(dense, "MacsSkipped")));
            Assert.True(did >= Steps * DeviceCompiler.Plan(ClassTarget.Parse("N"), model, options).LeastMacs, $"{model}: fewer than the least");
            (done, skipped, saving) = (done + did, skipped + left, saving + (left > 0 ? 1 : 0));
        }
        report.WriteLine($"{Shapes.All[shape]?.Describe(99) ?? "chosen"}: {saving} of {models.Length} networks left out {100.0 * skipped / (done + skipped):f0} % of the products");
        Assert.True(saving > models.Length / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_closed_reset_gate_before_the_product_spares_its_column(int seed)
    {
        const int units = 6;
        Model model = GatedModels.Create(CellOptions.Gru(ResetPosition.Before), 3, units, ActivationFunction.Step, ActivationFunction.Tanh, 2, seed);
        DeviceShape[] shapes = [DeviceShape.Rolled, DeviceShape.RolledColumns, DeviceShape.UnrolledColumns];
        IReadOnlyList<Type> types = DeviceClasses.Compile([.. shapes.Select(shape => (model, (DeviceOptions?)new DeviceOptions { Shape = shape, CountMacs = true }))]);
        DeviceNetwork[] networks = [.. types.Select(type => new DeviceNetwork(model, type, 1))];
        float[] inputs = RandomModels.Inputs(Steps, model.InputSize, seed).ToSingle();
        int[][] outputs = [.. networks.Select(network => Bits(network.Run(inputs)))];
        Assert.Equal(outputs[0], outputs[1]);
        Assert.Equal(outputs[0], outputs[2]);
        long closed = ClosedColumns((GruLayer)model.Layers[0], inputs, outputs[0]);
        Assert.InRange(closed, 1, Steps * units - 1);
        Assert.Equal([closed * units, closed * units], networks.Skip(1).Select(network => Counter(network, "MacsSkipped")));
    }

    // Columns j of a step with r_j * h_j = 0: the reset gate is a step of a sum whose sign is far from rounding.
    private static long ClosedColumns(GruLayer cell, float[] inputs, int[] outputs)
    {
        (long closed, int units) = (0, cell.HiddenSize);
        float[] h = [.. Enumerable.Range(0, units).Select(j => cell.InitialHidden?[j] ?? 0)];
        for (int step = 0; step < Steps; step++)
        {
            for (int j = 0; j < units; j++)
            {
                int row = units + j;
                double sum = (cell.InputBias?[row] ?? 0) + (cell.RecurrentBias?[row] ?? 0);
                for (int k = 0; k < cell.InputSize; k++) sum += cell.InputWeights[row, k] * inputs[step * cell.InputSize + k];
                for (int k = 0; k < units; k++) sum += cell.RecurrentWeights[row, k] * h[k];
                if (sum < 0 || h[j] == 0) closed++;
            }
            h = [.. outputs.Skip(step * units).Take(units).Select(BitConverter.Int32BitsToSingle)];
        }
        return closed;
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);

    private static long Counter(DeviceNetwork network, string name) => (long)network.Instance.GetType().GetField(name)!.GetValue(network.Instance)!;
}
