using System;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>
/// Leaving rows out does not cost exactness. Shown on weights of a size at which sums go up to 5 and single values miss the 1e-6 that is
/// promised for sums of the usual size: they do so with any order of summation, with rows or without.
/// </summary>
[Trait("Category", "InstructionSets")]
public class RowExactnessTests(ITestOutputHelper report)
{
    private const int Steps = 300;

    // A sum of n products is off by up to n * 6e-8 times the sum of their magnitudes: docs/numerics.md. Half of it arrives in a gate.
    private const double Bound = 0.5 * 73 * 6e-8 * 5.3;

    // The orders of summation that plans of columns have, by the number of units and the vector width.
    private static readonly int[] ColumnChains = [1, 2];

    [Theory]
    [InlineData(Gate.HardSigmoid05)]
    [InlineData(Gate.HardSigmoid025)]
    public void RowsAreAsExactAsColumns(Gate gate)
    {
        Model model = GatedModels.Create(CellOptions.Gru(ResetPosition.After), 3, 70, _ => GateFamilies.Function(gate)!);
        (double Largest, double RootMeanSquare) columns = Errors(model, [.. ColumnChains.Select(n => new PlanChoices { Skipping = Skipping.Never, Chains = n })]);
        (double Largest, double RootMeanSquare) rows = Errors(model, [new PlanChoices { Skipping = Skipping.Always, MostLive = int.MaxValue }]);
        report.WriteLine($"by columns at most {columns.Largest:E2}, root mean square {columns.RootMeanSquare:E2}; by rows {rows.Largest:E2}, {rows.RootMeanSquare:E2}");
        Assert.InRange(rows.RootMeanSquare, 0, 1.1 * columns.RootMeanSquare);
        Assert.InRange(rows.Largest, 0, Bound);
        Assert.InRange(columns.Largest, 0, Bound);
    }

    // Of the kernel and plan that are worst: each sums in an order of its own.
    private static (double Largest, double RootMeanSquare) Errors(Model model, PlanChoices[] plans)
    {
        (double Largest, double RootMeanSquare)[] all = [.. plans.SelectMany(plan => Engine.Kernels.Select(kernel => Errors(model, GeneratedClasses.Engine(model, kernel, forced: plan))))];
        return (all.Max(e => e.Largest), all.Max(e => e.RootMeanSquare));
    }

    // Of single steps from the reference's states.
    private static (double Largest, double RootMeanSquare) Errors(Model model, Engine engine)
    {
        var reference = new ReferenceNetwork<double>(model);
        float[] inputs = RandomModels.Inputs(Steps, model.InputSize, 3).ToSingle(), state = RandomModels.State(model, 4), actual = new float[model.OutputSize];
        var expected = new double[model.OutputSize];
        (double largest, double squares) = (0, 0);
        for (int step = 0; step < Steps; step++)
        {
            float[] input = inputs.AsSpan(step * model.InputSize, model.InputSize).ToArray();
            engine.SetState(state);
            reference.SetState(Array.ConvertAll(state, v => (double)v));
            engine.Step(input, actual);
            reference.Step(Array.ConvertAll(input, v => (double)v), expected);
            foreach (double error in expected.Zip(actual, (e, a) => Math.Abs(e - a)))
            {
                largest = Math.Max(largest, error);
                squares += error * error;
            }
            state = Array.ConvertAll(expected, v => (float)v);
        }
        return (largest, Math.Sqrt(squares / (Steps * expected.Length)));
    }
}
