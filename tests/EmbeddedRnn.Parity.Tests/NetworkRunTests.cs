using System;
using System.Reflection;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Run and Step of whole networks on this processor's kernel.</summary>
public class NetworkRunTests
{
    private delegate void RunFunction(ReadOnlySpan<float> inputs, Span<float> outputs);

    [Fact]
    public void RunGivesTheBitsOfStep()
    {
        Model model = new("stack", NetworkLayers.Affine(3, 1), NetworkLayers.Cell(CellOptions.Lstm(), 3, 20, 1), NetworkLayers.Dense(20, 2, 1));
        (StepFunction step, RunFunction run, Action reset) = Create(model);
        float[] inputs = RandomModels.Inputs(12, 3, 1).ToSingle();
        float[] expected = Steps(model, step, inputs);
        reset();
        var outputs = new float[expected.Length];
        run(inputs, outputs);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public void ANetworkWithALastStepRunsToIt()
    {
        Model model = new("classifier", NetworkLayers.Cell(CellOptions.Gru(ResetPosition.After), 3, 20, 1), new LastStepLayer(20), NetworkLayers.Dense(20, 4, 1), new ActivationLayer(4, ActivationFunction.Softmax));
        (StepFunction step, RunFunction run, Action reset) = Create(model);
        float[] inputs = RandomModels.Inputs(12, 3, 1).ToSingle();
        float[] expected = Steps(model, step, inputs)[^4..];
        reset();
        var output = new float[4];
        run(inputs, output);
        Assert.Equal(expected, output);

        Assert.Contains("at least one step", Assert.Throws<ArgumentException>(() => run([], output)).Message);
        Assert.Contains("outputs must hold 4 values, but 48 were given", Assert.Throws<ArgumentException>(() => run(inputs, new float[48])).Message);

        foreach (int at in new[] { 0, 3, 31, 32 })
        {
            float[] memory = [.. inputs];
            reset();
            run(memory, memory.AsSpan(at, 4));
            Assert.Equal(expected, memory[at..(at + 4)]);
        }
    }

    [Fact]
    public void InputAndOutputMayOverlapInANetworkWithoutCells()
    {
        foreach (Model model in new Model[]
        {
            new("affine", NetworkLayers.Affine(9, 2)),
            new("residual", new ResidualLayer(NetworkLayers.Dense(9, 9, 2))),
            new("softmax", new ActivationLayer(9, ActivationFunction.Softmax)),
        })
        {
            StepFunction step = Create(model).Step;
            float[] input = RandomModels.Inputs(1, 9, 1).ToSingle();
            var expected = new float[9];
            step(input, expected);
            foreach (int shift in new[] { 0, 1, 8 })
            {
                var memory = new float[9 + 2 * 8];
                input.CopyTo(memory, 8);
                step(memory.AsSpan(8, 9), memory.AsSpan(8 + shift, 9));
                Assert.Equal(expected, memory[(8 + shift)..(17 + shift)]);
            }
        }
    }

    [Fact]
    public void ASequenceAllocatesOnlyWhenItIsLongerThanAllBefore()
    {
        CellLayer Cell(int seed) => NetworkLayers.Cell(CellOptions.Gru(ResetPosition.After), 3, 10, seed);
        (_, RunFunction run, _) = Create(new Model("both", new BidirectionalLayer(Cell(1), Cell(2))));
        float[] inputs = RandomModels.Inputs(30, 3, 1).ToSingle();
        var outputs = new float[30 * 20];
        run(inputs, outputs);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run(inputs.AsSpan(0, 60), outputs.AsSpan(0, 400));
            run(inputs, outputs);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    private static (StepFunction Step, RunFunction Run, Action Reset) Create(Model model)
    {
        GeneratedClasses.Compile([model]);
        Type type = GeneratedClasses.Type(model);
        Type packed = type.GetNestedType("PackedWeights")!;
        object weights = packed.GetMethod("Pack", [typeof(Model)])!.Invoke(null, [model])!;
        object instance = type.GetConstructor([packed])!.Invoke([weights]);
        MethodInfo? step = type.GetMethod("Step");
        return (step?.CreateDelegate<StepFunction>(instance)!, type.GetMethod("Run")!.CreateDelegate<RunFunction>(instance), type.GetMethod("Reset")!.CreateDelegate<Action>(instance));
    }

    private static float[] Steps(Model model, StepFunction step, float[] inputs)
    {
        int steps = inputs.Length / model.InputSize;
        var outputs = new float[steps * model.OutputSize];
        for (int t = 0; t < steps; t++)
            step(inputs.AsSpan(t * model.InputSize, model.InputSize), outputs.AsSpan(t * model.OutputSize, model.OutputSize));
        return outputs;
    }
}
