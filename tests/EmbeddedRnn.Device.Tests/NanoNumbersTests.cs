using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.DeviceChecks;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>
/// Device code gives the same bits whether numbers go as on .NET or as on nanoFramework's interpreter, for NaN, infinities and huge
/// values too: no comparison lets a NaN pass on one of them alone, and nothing is divided by zero.
/// </summary>
public class NanoNumbersTests(ITestOutputHelper report)
{
    private const int Steps = 40;

    private static readonly float[] Odd =
    [
        float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, 1e30f, -1e30f, 1e-40f, float.MaxValue, 88.8f, -104, 2.5f, -2.5f, 0.5f, -1, 1,
    ];

    [Fact]
    public void Every_activation() => Same(Enum.GetValues<ActivationKind>().Select(kind => new Model($"{kind}", new ActivationLayer(5, new ActivationFunction(kind)))));

    [Fact]
    public void Every_cell_and_option() => Same(CellOptions.All.Select((options, i) => RandomModels.Create(options, 3, 5, i + 1)));

    [Fact]
    public void Random_networks() => Same(Enumerable.Range(1, 100).Select(seed => RandomNetworks.Create(seed, streaming: true)));

    [Fact]
    public void A_NaN_that_passes_on_one_alone_is_noticed()
    {
        Model[] relu = [new("relu", new ActivationLayer(1, ActivationFunction.Relu))];
        IEnumerable<string> Unguarded(IEnumerable<string> texts) => texts.Select(text => text.Replace("if (x != x) return x;", ""));
        float[] NaN(Func<IEnumerable<string>, byte[]> compile) => DeviceClasses.Create(relu, compile: texts => compile(Unguarded(texts))).Single().Run([float.NaN]);
        Assert.Equal([0], NaN(texts => NanoFramework.Compile(texts)));
        Assert.Equal([float.NaN], NaN(NanoNumbers.Compile));
    }

    private void Same(IEnumerable<Model> networks)
    {
        Model[] models = [.. networks];
        var random = new Random(1);
        int odd = 0;
        foreach ((DeviceNetwork dotnet, DeviceNetwork nano) in DeviceClasses.Create(models).Zip(DeviceClasses.Create(models, compile: NanoNumbers.Compile)))
        {
            float[] input = new float[dotnet.Model.InputSize], expected = new float[dotnet.Model.OutputSize], actual = new float[dotnet.Model.OutputSize];
            for (int t = 0; t < Steps; t++)
            {
                // From time to time anew, since a NaN stays in most states.
                if (t % 4 == 0)
                {
                    dotnet.Reset();
                    nano.Reset();
                }
                for (int i = 0; i < input.Length; i++) input[i] = random.Next(3) == 0 ? Odd[random.Next(Odd.Length)] : 4 * random.NextSingle() - 2;
                dotnet.Step!(input, expected);
                nano.Step!(input, actual);
                odd += expected.Count(value => !float.IsFinite(value));
                Assert.Equal((dotnet.Model.Name, t, Bits(expected)), (nano.Model.Name, t, Bits(actual)));
            }
        }
        report.WriteLine($"{models.Length} networks, {odd} outputs that are not finite");
        Assert.NotEqual(0, odd);
    }

    // Which NaN it is does not matter.
    private static string Bits(float[] values) => string.Join(" ", values.Select(value => float.IsNaN(value) ? "NaN" : BitConverter.SingleToInt32Bits(value).ToString("x8")));
}
