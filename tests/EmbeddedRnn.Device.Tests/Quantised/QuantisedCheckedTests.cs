using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.DeviceChecks;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The compiled IL of integer weights, by the rules of <see cref="DeviceChecker"/>.</summary>
public class QuantisedCheckedTests
{
    [Fact]
    public void Every_cell_and_network_keeps_every_rule()
    {
        int count = 0;
        foreach (Model model in QuantisedModels.Cells(3, 5).Where((_, i) => i % 4 == i / 4 % 4).Concat(QuantisedModels.Gated(12)).Concat(Enumerable.Range(1, 3).Select(QuantisedModels.Network)))
        {
            foreach (WeightFormat format in QuantisedModels.Formats)
            {
                var options = new DeviceOptions { Weights = format, Shape = count++ % 2 == 0 ? DeviceShape.Rolled : DeviceShape.Unrolled, IlBudget = 64 * 1024 };
                byte[] image = NanoFramework.Compile(DeviceCompiler.Compile(ClassTarget.Parse("Generated.Network"), model, options).Select(file => file.Text));
                Assert.True(DeviceChecker.CheckGenerated(image) is { Count: 0 }, $"{model.Name}, {format}: {string.Join("; ", DeviceChecker.CheckGenerated(image).Take(5))}");
            }
        }
    }
}
