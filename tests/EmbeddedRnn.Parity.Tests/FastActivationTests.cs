using System;
using System.Runtime.Intrinsics;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.CompilerServices;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>The bounds of ActivationPrecision.Fast.</summary>
public class FastActivationTests(ITestOutputHelper report)
{
    private const double TanhBound = 6e-5;
    private const double StepBound = 1e-4;

    [Fact]
    [Trait("Category", "InstructionSets")]
    public void TheTangentIsWithinItsBoundAtEveryWidth()
    {
        double largest = 0;
        for (float x = 0; x < 12; x = x < 1e-6f ? MathF.Max(1e-30f, 1.5f * x) : x + MathF.Max(1e-7f, 3e-5f * x))
        {
            float y = FastActivations.Tanh(x);
            largest = Math.Max(largest, Math.Abs(y - Math.Tanh(x)));
            Assert.InRange(y, 0, 1);
            Assert.Equal(-y, FastActivations.Tanh(-x));
            Assert.Equal(Vector128.Create(y), FastActivations.Tanh(Vector128.Create(x)));
            Assert.Equal(Vector256.Create(y), FastActivations.Tanh(Vector256.Create(x)));
            Assert.Equal(Vector512.Create(y), FastActivations.Tanh(Vector512.Create(x)));
        }
        report.WriteLine($"{largest:e2}");
        Assert.InRange(largest, 0, TanhBound);
        Assert.True(float.IsNaN(FastActivations.Tanh(float.NaN)));
        Assert.InRange(FastActivations.Tanh(float.PositiveInfinity), 1 - TanhBound, 1);
    }

    [Theory]
    [InlineData(WeightFormat.Float32, StepBound)]
    [InlineData(WeightFormat.Int16, 2 * StepBound)]
    public void AStepIsWithinItsBound(WeightFormat format, double bound)
    {
        foreach (CellOptions cell in new[] { CellOptions.Rnn(Activation.Tanh), CellOptions.Gru(ResetPosition.After), CellOptions.Gru(ResetPosition.Before), CellOptions.Lstm() })
        {
            foreach (int units in new[] { 8, 24, 64 })
            {
                Model model = RandomModels.TrainedLike(cell, 5, units, 2);
                foreach (Engine engine in GeneratedClasses.Engines(model, new DesktopOptions { Activations = ActivationPrecision.Fast, Weights = format }))
                {
                    ParityResult result = engine.Parity.AgainstReference(RandomModels.Inputs(100, 5, 3), bound);
                    if (engine.Kernel == Kernel.Scalar) report.WriteLine($"{model.Name} {format}: {result.LargestError:e2}");
                    result.ThrowIfDiverged();
                    Assert.True(result.LargestError > 2e-6, $"{engine} is exact");
                }
            }
        }
    }
}
