using System;
using System.Linq;
using EmbeddedRnn.Compiler.Planning;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Whether two gates share a vector changes no bit.</summary>
public class PairedGatesTests
{
    private const int Steps = 12;

    public static TheoryData<string> Cells => new(CellOptions.All.Select(c => c.ToString()).Distinct());

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheBitsAreThoseOfVectorsOfTheirOwn(string cell)
    {
        CellOptions options = CellOptions.All.First(c => c.ToString() == cell);
        Model[] models = [.. new[] { 3, 8, 17, 40, 72 }.Select(units => RandomModels.Create(options, 9, units, units))];
        PlanChoices together = new() { Chains = 2 }, apart = together with { Pairs = false };
        GeneratedClasses.Compile(models, forced: together);
        GeneratedClasses.Compile(models, forced: apart);
        foreach (Model model in models)
        {
            float[] inputs = RandomModels.Inputs(Steps, model.InputSize, 1).ToSingle();
            Engine paired = GeneratedClasses.Engine(model, Kernel.Vector512, forced: together), single = GeneratedClasses.Engine(model, Kernel.Vector512, forced: apart);
            float[] expected = new float[model.OutputSize], actual = new float[model.OutputSize];
            for (int at = 0; at < inputs.Length; at += model.InputSize)
            {
                single.Step(inputs.AsSpan(at, model.InputSize), expected);
                paired.Step(inputs.AsSpan(at, model.InputSize), actual);
                Assert.Equal(expected, actual);
            }
        }
    }
}
