using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>The float reference against the double reference, with the tolerances that every engine has.</summary>
public class FloatParityTests
{
    public static IEnumerable<object[]> Sizes =>
        new[] { 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 64, 100 }.Select(size => new object[] { size });

    [Theory, MemberData(nameof(Sizes))]
    public void StepByStep(int hiddenSize)
    {
        IReadOnlyList<CellOptions> options = hiddenSize <= 9 ? CellOptions.All : CellOptions.Cells;
        foreach (CellOptions cell in options)
        {
            Model model = RandomModels.Create(cell, 1 + hiddenSize % 7, hiddenSize, hiddenSize);
            Of(model).AgainstReference(RandomModels.Inputs(20, model.InputSize, 1)).ThrowIfDiverged();
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void FreeRunOnContractiveWeights(int hiddenSize)
    {
        foreach (CellOptions cell in CellOptions.Cells)
        {
            Model model = RandomModels.Contractive(cell, 1 + hiddenSize % 7, hiddenSize, hiddenSize);
            ParityResult result = Of(model).FreeRunAgainstReference(RandomModels.Inputs(200, model.InputSize, 1));
            result.ThrowIfDiverged();
            Assert.Equal(200, result.ComparedSteps);
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void ContractiveWeightsDrawTwoStatesTogether(int hiddenSize)
    {
        foreach (CellOptions cell in CellOptions.Cells)
        {
            Model model = RandomModels.Contractive(cell, 1 + hiddenSize % 7, hiddenSize, hiddenSize);
            var first = new ReferenceNetwork<double>(model);
            var second = new ReferenceNetwork<double>(model);
            first.SetState(Array.ConvertAll(RandomModels.State(model, 1), v => (double)v));
            second.SetState(Array.ConvertAll(RandomModels.State(model, 2), v => (double)v));
            Sequence inputs = RandomModels.Inputs(100, model.InputSize, 3);
            double before = Distance(first, second);
            for (int t = 0; t < inputs.Steps; t++)
            {
                first.Step(inputs.Row(t), new double[model.OutputSize]);
                second.Step(inputs.Row(t), new double[model.OutputSize]);
            }
            Assert.InRange(Distance(first, second), 0, 1e-6 * before);
        }
    }

    private static Parity Of(Model model)
    {
        var network = new ReferenceNetwork<float>(model);
        return Parity.Of(model, network.Step, network.CopyStateTo, network.SetState);
    }

    private static double Distance(ReferenceNetwork<double> first, ReferenceNetwork<double> second)
    {
        var a = new double[first.StateSize];
        var b = new double[second.StateSize];
        first.CopyStateTo(a);
        second.CopyStateTo(b);
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
    }
}
