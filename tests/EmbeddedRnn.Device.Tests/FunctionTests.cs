using System;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The activations that a class brings along: how far they are from the exact ones, and what they do at the ends.</summary>
public class FunctionTests(ITestOutputHelper report)
{
    [Fact]
    public void Errors_are_within_their_bounds()
    {
        Within(4e-7, new(ActivationKind.Tanh), Math.Tanh);
        Within(2e-7, new(ActivationKind.Sigmoid), x => 1 / (1 + Math.Exp(-x)));
        Within(2e-7, new(ActivationKind.Elu), x => x < 0 ? Math.Exp(x) - 1 : x);
        Within(3e-7, new(ActivationKind.Softplus), x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
        Within(2e-7, new(ActivationKind.Softsign), x => x / (1 + Math.Abs(x)));
    }

    [Fact]
    public void Ends_and_NaN()
    {
        const float Inf = float.PositiveInfinity, NaN = float.NaN;
        (ActivationFunction Function, float AtMinus, float AtPlus)[] cases =
        [
            (ActivationFunction.Identity, -Inf, Inf), (ActivationFunction.Sigmoid, 0, 1), (ActivationFunction.Tanh, -1, 1), (ActivationFunction.Relu, 0, Inf),
            (new(ActivationKind.Affine, 2, 1), -Inf, Inf), (ActivationFunction.LeakyRelu, -Inf, Inf), (new(ActivationKind.ThresholdedRelu), 0, Inf),
            (new(ActivationKind.ScaledTanh, 3, 2), -3, 3), (new(ActivationKind.HardSigmoid), 0, 1), (new(ActivationKind.Elu, 0.5f), -0.5f, Inf),
            (ActivationFunction.Softsign, NaN, NaN), (ActivationFunction.Softplus, 0, Inf), (ActivationFunction.HardTanh, -1, 1),
            (ActivationFunction.Step, 0, 1),
        ];
        Assert.Equal(Enum.GetValues<ActivationKind>().Length - 1, cases.Select(c => c.Function.Kind).Distinct().Count());
        foreach ((ActivationFunction function, float atMinus, float atPlus) in cases)
        {
            Func<float, float> f = Of(function);
            Assert.Equal((function, atMinus), (function, f(-Inf)));
            Assert.Equal((function, atPlus), (function, f(Inf)));
            Assert.Equal((function, function.Kind == ActivationKind.Step ? 0 : NaN), (function, f(NaN)));
            if (function.Kind == ActivationKind.Softsign) continue;
            Assert.Equal((function, atMinus), (function, Math.Abs(atMinus) == Inf ? atMinus : f(-1e30f)));
        }
    }

    [Fact]
    public void A_clip_lets_a_NaN_through()
    {
        var cell = new RnnLayer(1, 1, ActivationFunction.Identity, new CellWeights
        {
            InputWeights = new Tensor(TensorNames.InputWeights, 1, 1, [1]),
            RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, 1, 1, [0]),
        }, clip: 2);
        DeviceNetwork network = DeviceClasses.Create([new Model("clip", cell)]).Single();
        Assert.Equal([2, -2, 1, float.NaN], new[] { 5, -5, 1, float.NaN }.Select(x => network.Run([x])[0]));
    }

    [Fact]
    public void Softmax_of_extremes()
    {
        DeviceNetwork network = DeviceClasses.Create([new Model("softmax", new ActivationLayer(3, ActivationFunction.Softmax))]).Single();
        Assert.Equal([0, 1, 0], network.Run([-1e30f, 1e30f, 0]));
        Assert.Equal([0, 0.5f, 0.5f], network.Run([float.NegativeInfinity, 3, 3]));
        for (int place = 0; place < 3; place++)
        {
            float[] values = [1, 2, 3];
            values[place] = float.NaN;
            Assert.All(network.Run(values), v => Assert.True(float.IsNaN(v)));
        }
    }

    private static Func<float, float> Of(ActivationFunction function)
    {
        DeviceNetwork network = DeviceClasses.Create([new Model("f", new ActivationLayer(1, function))]).Single();
        float[] input = new float[1], output = new float[1];
        return x =>
        {
            input[0] = x;
            network.Step!(input, output);
            return output[0];
        };
    }

    private void Within(double bound, ActivationFunction function, Func<double, double> exact)
    {
        Func<float, float> f = Of(function);
        (double largest, float where) = (0, 0);
        for (int i = -2_000_000; i <= 2_000_000; i++)
        {
            // From -100 to 100, ever denser towards 0.
            float x = (float)(100 * Math.Pow(i / 2e6, 3));
            double y = exact(x);
            double error = Math.Abs(f(x) - y) / Math.Max(1, Math.Abs(y));
            if (!(error <= largest)) (largest, where) = (error, x);
        }
        report.WriteLine($"{function}: {largest:e2} at {where}");
        Assert.True(largest <= bound, $"{function}: {largest} at {where}");
    }
}
