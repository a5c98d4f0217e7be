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
                    long expected = 0, dense = Steps * model.MacsPerStep;
                    Engine engine = GeneratedClasses.Engine(model, kernel, Counting, Forced(model));
                    EachStep(engine, (input, before, after) =>
                    {
                        if (kernel != Kernel.Scalar) expected += LeftOut((CellLayer)model.Layers[0], (int)(share * Hidden(model)), input, before, after);
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

    // By the rules of docs/performance.md, where at most so many units or columns have work to do.
    private static long LeftOut(CellLayer cell, int mostLive, float[] input, float[] before, float[] after)
    {
        (int units, int width) = (cell.HiddenSize, cell.OutputSize);
        float[] hidden = before[..width];
        double Gate(int gate, int unit, double more = 0) => Value(cell.Functions[gate], Sum(cell, gate, unit, input, hidden) + more);
        IEnumerable<int> all = Enumerable.Range(0, units);
        if (cell is GruLayer { Reset: ResetPosition.After })
        {
            int[] live = [.. all.Where(i => Gate(0, i) != 1)];
            return live.Length > mostLive ? 0 : (units - live.Length) * 2L * (cell.InputSize + units) + live.Count(i => Gate(1, i) == 0) * (long)units;
        }
        int columns = cell switch
        {
            GruLayer => all.Count(j => Gate(1, j) != 0 && hidden[j] != 0),
            LstmLayer { Projection: null } => hidden.Count(h => h != 0),
            LstmLayer lstm => all.Count(i => Gate(cell.Gates.Count - 1, i, (lstm.Peepholes?[lstm.Peepholes.Rows - 1, i] ?? 0) * (double)after[width + i]) != 0 && after[width + i] != 0),
            _ => throw new ArgumentException($"no rule for {cell}."),
        };
        int rows = cell switch { GruLayer => units, LstmLayer { Projection: null } => cell.Gates.Count * units, _ => width };
        return columns > mostLive ? 0 : (units - columns) * (long)rows;
    }

    private static double Sum(CellLayer cell, int gate, int unit, float[] input, float[] hidden)
    {
        int row = gate * cell.HiddenSize + unit;
        double sum = (cell.InputBias?[row] ?? 0) + (double)(cell.RecurrentBias?[row] ?? 0);
        for (int k = 0; k < input.Length; k++) sum += cell.InputWeights[row, k] * (double)input[k];
        for (int k = 0; k < hidden.Length; k++) sum += cell.RecurrentWeights[row, k] * (double)hidden[k];
        return sum;
    }

    private static double Value(ActivationFunction function, double x) =>
        function.Kind == ActivationKind.Step ? (x >= 0 ? 1 : 0) : Math.Clamp((function.Alpha * x) + function.Beta, 0, 1);

    private static int Hidden(Model model) => ((CellLayer)model.Layers[0]).HiddenSize;

    private static float[] Inputs(Model model) => RandomModels.Inputs(Steps, model.InputSize, 3).ToSingle();

    private static long Counter(Engine engine, string name) => (long)engine.Instance.GetType().GetProperty(name)!.GetValue(engine.Instance)!;
}
