using System;
using System.Linq;
using System.Text.RegularExpressions;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Where real numbers become whole ones and back, and the ends of 32 bits.</summary>
public class QuantisedBorderTests
{
    [Fact]
    public void Inputs_beyond_the_range_saturate_and_a_NaN_is_the_middle()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 2, 4, 1).WithRanges(new ModelRanges([new ValueRange(-1, 3), new ValueRange(0, 2)], [StateRange.None]));
        foreach (DeviceNetwork network in Networks(model))
        {
            float[] Outputs(float first, float second)
            {
                network.Reset();
                var output = new float[4];
                network.Step!([first, second], output);
                return output;
            }
            Assert.Equal(Outputs(3, 2), Outputs(1e30f, float.PositiveInfinity));
            Assert.Equal(Outputs(-1, 0), Outputs(float.NegativeInfinity, -1e20f));
            Assert.Equal(Outputs(1, 1), Outputs(float.NaN, float.NaN));
            Assert.NotEqual(Outputs(1, 1), Outputs(1, 1.2f));
        }
    }

    [Fact]
    public void A_state_comes_back_as_it_was_given_out()
    {
        foreach (CellOptions options in CellOptions.Cells)
        {
            Model model = QuantisedModels.Ranged(RandomModels.Create(options with { InitialState = true }, 3, 5, 2));
            foreach (DeviceNetwork network in Networks(model))
            {
                float[] initial = network.State();
                Assert.True(initial.Zip(model.InitialState()!, (a, b) => Math.Abs(a - b)).Max() < 2e-4f, model.Name);
                network.Run(QuantisedModels.Inputs(model, 30).ToSingle());
                float[] state = network.State();
                network.Reset();
                Assert.Equal(initial, network.State());
                network.SetState(state);
                Assert.Equal(state, network.State());
                network.SetState(Enumerable.Repeat(float.NaN, state.Length).ToArray());
                Assert.All(network.State(), v => Assert.Equal(0f, v));
                network.SetState(Enumerable.Repeat(1e30f, state.Length).ToArray());
                Assert.All(network.State(), v => Assert.InRange(v, 0.9f, 300));
            }
        }
    }

    [Fact]
    public void A_step_gate_is_exactly_0_or_1_and_a_kept_state_stays_to_the_bit()
    {
        Model model = RandomModels.Create(CellOptions.Gru(ResetPosition.After) with { InitialState = true }, 1, 6, 3)
            .WithCells(cell => cell.With([ActivationFunction.Step, ActivationFunction.Step, ActivationFunction.Tanh]))
            .WithRanges(new ModelRanges([new ValueRange(-1, 1)], [StateRange.None]));
        foreach (DeviceNetwork network in Networks(model))
        {
            int kept = 0, changed = 0;
            for (int t = 0; t < 40; t++)
            {
                float[] before = network.State();
                network.Step!([(float)Math.Sin(t)], new float[6]);
                kept += before.Zip(network.State()).Count(s => s.First == s.Second);
                changed += before.Zip(network.State()).Count(s => s.First != s.Second);
            }
            Assert.True(kept > 20 && changed > 20, $"{kept} kept, {changed} changed");
        }
    }

    [Fact]
    public void No_sum_leaves_32_bits()
    {
        // Values at their ends with the signs of the weights, and weights of one size, which round the worst.
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            int width = 1 + random.Next(200);
            float size = (float)Math.Pow(10, random.Next(-3, 3));
            var values = Enumerable.Range(0, 2 * width).Select(_ => seed % 3 == 0 ? size : size * (2 * random.NextSingle() - 1)).ToArray();
            var bias = new[] { size * 100 * random.NextSingle(), -size * random.NextSingle() };
            Model model = new Model("m", new DenseLayer(new Tensor(TensorNames.Weights, 2, width, values), new Tensor(TensorNames.Bias, 1, 2, bias)))
                .WithRanges(new ModelRanges(Enumerable.Repeat(new ValueRange(-1, 1), width), []));
            foreach (WeightFormat format in QuantisedModels.Formats)
            {
                string text = string.Concat(DeviceCompiler.Compile(ClassTarget.Parse("Generated.Network"), model, new DeviceOptions { Weights = format, Shape = DeviceShape.Unrolled, IlBudget = 64 * 1024 }).Select(f => f.Text));
                int shift = Regex.Match(text, @"int x0 = x\[0\] \+ \d+ >> (\d+)") is { Success: true } lost ? int.Parse(lost.Groups[1].Value) : 0;
                foreach (Match sum in Regex.Matches(text, @"y\[\d\] = \(([^()]*)\) \* "))
                {
                    long reach = 0;
                    foreach (string term in Regex.Replace(sum.Groups[1].Value, @"\s", "").Split('+', '-'))
                        reach += term.Length == 0 ? 0 : term.Contains('x') ? (term.Contains('*') ? long.Parse(term.Split('*')[0]) : 1) * (32768 >> shift) : long.Parse(term);
                    Assert.InRange(reach, 1, int.MaxValue);
                }
                Assert.Equal(2, Regex.Matches(text, @"y\[\d\] = \(([^()]*)\) \* ").Count);
            }
        }
    }

    private static DeviceNetwork[] Networks(Model model) =>
        [.. QuantisedModels.Formats.Select(format => new DeviceNetwork(model, DeviceClasses.Compile([(model, (DeviceOptions?)new DeviceOptions { Weights = format })])[0], 64))];
}
