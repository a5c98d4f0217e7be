using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Every kernel against the double reference: all cells, sizes that divide no vector width, biases on and off.</summary>
public class StepParityTests
{
    private const int Steps = 20;
    private const int FreeSteps = 200;

    private static readonly int[] HiddenSizes = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 64, 97, 100];

    public static TheoryData<string> Cells => new(CellOptions.Cells.Select(c => c.ToString()));

    public static TheoryData<string> BiasesAndStates => new(CellOptions.All.Where(c => !CellOptions.Cells.Contains(c)).Select(c => c.ToString()));

    [Theory]
    [MemberData(nameof(Cells))]
    public void OneStepIsWithinTheBound(string cell)
    {
        foreach (Engine engine in Engines(Options(cell), HiddenSizes, contractive: false))
        {
            int seed = engine.Model.InputSize + engine.Model.OutputSize;
            Sequence inputs = RandomModels.Inputs(Steps, engine.Model.InputSize, seed);
            engine.Parity.AgainstReference(inputs, 1e-6, RandomModels.State(engine.Model, seed)).ThrowIfDiverged();
        }
    }

    [Theory]
    [InlineData(1, 256)]
    [InlineData(300, 513)]
    [InlineData(1024, 1024)]
    public void LargeSizesAreWithinTheBound(int inputSize, int hiddenSize)
    {
        CellOptions[] cells = [CellOptions.Rnn(Activation.Tanh), CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm()];
        foreach (CellOptions cell in cells)
        {
            Model model = RandomModels.Create(cell, inputSize, hiddenSize, hiddenSize);
            foreach (Engine engine in GeneratedClasses.Engines(model))
                engine.Parity.AgainstReference(RandomModels.Inputs(3, inputSize, 1), 1e-6, RandomModels.State(model, 2)).ThrowIfDiverged();
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void FreeRunsStayWithinTheBound(string cell)
    {
        foreach (Engine engine in Engines(Options(cell), HiddenSizes, contractive: true))
        {
            Sequence inputs = RandomModels.Inputs(FreeSteps, engine.Model.InputSize, engine.Model.OutputSize);
            ParityResult result = engine.Parity.FreeRunAgainstReference(inputs, 2e-6);
            result.ThrowIfDiverged();
            Assert.Equal(FreeSteps, result.ComparedSteps);
        }
    }

    [Theory]
    [MemberData(nameof(BiasesAndStates))]
    public void BiasesAndInitialStatesOnAndOff(string cell)
    {
        foreach (Engine engine in Engines(Options(cell), [3, 17], contractive: false))
        {
            Sequence inputs = RandomModels.Inputs(Steps, engine.Model.InputSize, 5);
            engine.Parity.AgainstReference(inputs).ThrowIfDiverged();
        }
    }

    [Theory]
    [Trait("Category", "InstructionSets")]
    [InlineData(3, 7)]
    [InlineData(5, 24)]
    [InlineData(2, 33)]
    public void ASampleOfCellsOnEveryKernel(int inputSize, int hiddenSize)
    {
        Model[] models = CellOptions.Cells.Select(c => RandomModels.Create(c, inputSize, hiddenSize, 11)).ToArray();
        GeneratedClasses.Compile(models);
        foreach (Engine engine in models.SelectMany(GeneratedClasses.Engines))
            engine.Parity.AgainstReference(RandomModels.Inputs(Steps, inputSize, 3), 1e-6, RandomModels.State(engine.Model, 4)).ThrowIfDiverged();
    }

    private static CellOptions Options(string name) => CellOptions.All.First(c => c.ToString() == name);

    private static IEnumerable<Engine> Engines(CellOptions options, int[] hiddenSizes, bool contractive)
    {
        Model[] models = hiddenSizes.Select(h =>
        {
            int inputs = 1 + (7 * h + 3) % 19;
            return contractive ? RandomModels.Contractive(options, inputs, h, h) : RandomModels.Create(options, inputs, h, h);
        }).ToArray();
        GeneratedClasses.Compile(models);
        return models.SelectMany(GeneratedClasses.Engines);
    }
}
