using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>
/// Counters of multiply-accumulates done and left out, beside a count from the gates' values, which are sums of doubles here:
/// no gate of these networks is so near to closing that rounding decides.
/// </summary>
public class MacCountTests
{
    private const int Steps = 30;

    private static readonly ActivationFunction[] Families = [GateFamilies.Function(Gate.HardSigmoid05)!, GateFamilies.Function(Gate.HardSigmoid025)!, ActivationFunction.Step];

    private static readonly DesktopOptions Counting = new() { CountMacs = true };

    public static TheoryData<CellOptions> Cells =>
    [
        CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm(), CellOptions.Lstm(peepholes: true), CellOptions.Lstm(coupled: true),
        CellOptions.Lstm(peepholes: true, projection: true),
    ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void CountsWhatTheGatesMadeUseless(CellOptions cell)
    {
        (int Inputs, int Units)[] sizes = [(5, 66), (7, 81)];
        Model[] models = [.. sizes.Select((size, f) => GatedModels.CreateLarge(cell, size.Inputs, size.Units, i => Families[(i + f) % Families.Length]))];
        var totals = new List<long>();
        foreach (double share in new[] { 1, 0.65 })
        {
            long total = 0;
            PlanChoices Forced(Model model) => new() { Skipping = Skipping.Always, MostLive = (int)(share * Hidden(model)) };
            foreach (Model model in models)
            {
                foreach (Kernel kernel in Engine.Kernels)
                {
                    var rule = new MacRule((CellLayer)model.Layers[0], (int)(share * Hidden(model)), kernel);
                    long expected = 0, dense = Steps * model.MacsPerStep;
                    Engine engine = GeneratedClasses.Engine(model, kernel, Counting, Forced(model));
                    EachStep(engine, (input, before, after) =>
                    {
                        expected += rule.LeftOut(input, before, after);
                        Assert.Equal(expected, Counter(engine, "MacsSkipped"));
                    });
                    Assert.Equal(dense - expected, Counter(engine, "MacsDone"));
                    total += expected;

                    Engine sequence = GeneratedClasses.Engine(model, kernel, Counting, Forced(model));
                    sequence.SetState(RandomModels.State(model, 4));
                    sequence.Run(Inputs(model), new float[Steps * model.OutputSize]);
                    Assert.Equal((dense - expected, expected), (Counter(sequence, "MacsDone"), Counter(sequence, "MacsSkipped")));
                }
            }
            totals.Add(total);
        }
        Assert.True(totals[0] > totals[1] && totals[1] > 0, $"{cell}: left out {string.Join(", then ", totals)}; some steps should have too much work to do, and some not.");
    }

    [Fact]
    public void CountersCanBeSetAndAreNotThereUnlessAskedFor()
    {
        Model model = GatedModels.CreateLarge(CellOptions.Lstm(), 5, 67, _ => ActivationFunction.Step);
        Engine engine = GeneratedClasses.Engine(model, Kernel.Vector128, Counting);
        EachStep(engine, (_, _, _) => { });
        Assert.True(Counter(engine, "MacsSkipped") > 0);
        foreach (string counter in new[] { "MacsSkipped", "MacsDone" }) engine.Instance.GetType().GetProperty(counter)!.SetValue(engine.Instance, 0L);
        EachStep(engine, (_, _, _) => { });
        Assert.Equal(Steps * model.MacsPerStep, Counter(engine, "MacsDone") + Counter(engine, "MacsSkipped"));

        Type without = GeneratedClasses.Engine(model, Kernel.Vector128).Instance.GetType();
        Assert.Null(without.GetProperty("MacsDone"));
        Assert.Null(without.GetProperty("MacsSkipped"));
    }

    /// <summary>Layers that have nothing to leave out count too, and each direction of a sequence.</summary>
    [Fact]
    public void CountsEveryLayerOfANetwork()
    {
        var forward = (LstmLayer)GatedModels.CreateLarge(CellOptions.Lstm(), 5, 66, _ => ActivationFunction.Step).Layers[0];
        var dense = new DenseLayer(new Tensor(TensorNames.Weights, 3, 66, RandomModels.Inputs(3, 66, 1).ToSingle()), null);
        var both = new DenseLayer(new Tensor(TensorNames.Weights, 3, 132, RandomModels.Inputs(3, 132, 1).ToSingle()), null);
        Model chain = new("chain", forward, dense), sequence = new("sequence", new BidirectionalLayer(forward, forward), both);
        foreach (Model model in new[] { chain, sequence })
        {
            foreach (Kernel kernel in Engine.Kernels)
            {
                Engine engine = GeneratedClasses.Engine(model, kernel, Counting);
                engine.Run(Inputs(model), new float[Steps * model.OutputSize]);
                Assert.Equal(Steps * model.MacsPerStep, Counter(engine, "MacsDone") + Counter(engine, "MacsSkipped"));
                Assert.Equal(kernel != Kernel.Scalar, Counter(engine, "MacsSkipped") > 0);
            }
        }
    }

    private static void EachStep(Engine engine, Action<float[], float[], float[]> check)
    {
        Model model = engine.Model;
        float[] inputs = Inputs(model), before = RandomModels.State(model, 4), after = new float[model.StateSize];
        engine.SetState(before);
        for (int step = 0; step < Steps; step++)
        {
            float[] input = inputs.AsSpan(step * model.InputSize, model.InputSize).ToArray();
            engine.Step(input, new float[model.OutputSize]);
            engine.CopyStateTo(after);
            check(input, before, after);
            after.CopyTo(before, 0);
        }
    }

    private static int Hidden(Model model) => ((CellLayer)model.Layers[0]).HiddenSize;

    private static float[] Inputs(Model model) => RandomModels.Inputs(Steps, model.InputSize, 3).ToSingle();

    private static long Counter(Engine engine, string name) => (long)engine.Instance.GetType().GetProperty(name)!.GetValue(engine.Instance)!;
}
