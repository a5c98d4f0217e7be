using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Sizes that do not divide well get plans that keep multiply-adds going all the same, without more sums than registers hold.</summary>
public class PlanTests
{
    public static TheoryData<string> Cells => new(CellOptions.Cells.Select(c => c.ToString()).Distinct());

    [Theory]
    [MemberData(nameof(Cells))]
    public void EveryNumberOfUnitsKeepsSumsAtWork(string cell)
    {
        CellOptions options = CellOptions.Cells.First(c => c.ToString() == cell);
        for (int units = 1; units <= 300; units++)
        {
            LayerPlan layer = CellPlanner.Plan((CellLayer)RandomModels.Create(options, 9, units, 1).Layers[0], new MemoryPlan());
            foreach ((PassPlan plan, KernelWidth width) in layer.Passes.SelectMany(p => new[] { KernelWidth.Bits512, KernelWidth.Bits256, KernelWidth.Bits128 }.Select(w => (PassPlanner.Plan(p, w), w))))
            {
                string what = $"{plan.Pass.Title} of {units} units, {width.Prose}: {plan.MostVectors} sums, {plan.Chains} chains";
                int accumulators = plan.MostVectors * plan.Chains;
                Assert.True(accumulators <= (width.Registers == 32 ? 16 : 12), what);
                if (plan.Groups.Sum(g => g.Count * g.Widths.Count) <= 3) continue;
                // Single chunks in alternating order wait for their weights, not for one another.
                Assert.True(accumulators >= (width.Registers == 32 && plan.Alternates ? 4 : 6) && (width.Registers == 32 || plan.MostVectors >= 4), what);
            }
        }
    }

    [Theory]
    [InlineData("rnn", 88, "6 5")]
    [InlineData("rnn", 100, "7 6")]
    [InlineData("rnn", 264, "7 7 7 7 5")]
    [InlineData("gru", 88, "3 3 3 2")]
    [InlineData("gru", 96, "3 3 3 3")]
    [InlineData("gru", 128, "2 2 2 2 2 2 2 2")]
    [InlineData("lstm", 72, "3 3 3")]
    [InlineData("lstm", 88, "2 2 2 2 2 1")]
    [InlineData("lstm", 104, "3 3 3 3 1")]
    [InlineData("lstm", 96, "2 2 2 2 2 2")]
    public void BlocksOf256BitVectorsBeyondTheFirstLevelCache(string kind, int units, string blocks)
    {
        CellOptions options = kind switch { "rnn" => CellOptions.Rnn(Activation.Tanh), "gru" => CellOptions.Gru(ResetPosition.After), _ => CellOptions.Lstm() };
        LayerPlan layer = CellPlanner.Plan((CellLayer)RandomModels.Create(options, 64, units, 1).Layers[0], new MemoryPlan());
        IReadOnlyList<BlockGroup> groups = PassPlanner.Plan(layer.Passes[0], KernelWidth.Bits256).Groups;
        Assert.Equal(blocks, string.Join(" ", groups.SelectMany(g => Enumerable.Repeat(g.Widths.Count, g.Count))));
    }
}
