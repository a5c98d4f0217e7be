using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.DeviceChecks;
using EmbeddedRnn.Testing;
using Mono.Cecil;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The compiled IL of device code, by the rules of <see cref="DeviceChecker"/>.</summary>
public class CheckedTests(ITestOutputHelper report)
{
    [Fact]
    public void Fixtures_of_cells() => Check(Fixtures.All.Select(fixture => fixture.Model));

    [Fact]
    public void Fixtures_of_layers() => Check(LayerFixture.All.Select(fixture => fixture.Model));

    [Fact]
    public void Fixtures_of_networks() => Check(NetworkFixtures.Names.Select(name => NetworkFixtures.Get(name).Load()));

    [Fact]
    public void Fixtures_in_ONNX() =>
        Check(Directory.EnumerateFiles(Path.Combine(System.AppContext.BaseDirectory, "fixtures", "onnx"), "*.onnx").Order(System.StringComparer.Ordinal).Select(path => ModelFile.Read(path)));

    [Fact]
    public void Cells_with_every_option() => Check(CellOptions.All.Select((options, i) => RandomModels.Create(options, 5, 7, i + 1)));

    [Fact]
    public void Random_networks() => Check(Enumerable.Range(1, 100).Select(seed => RandomNetworks.Create(seed)));

    private void Check(IEnumerable<Model> models)
    {
        (int Count, int Code, int Data) largest = default;
        ClassTarget target = ClassTarget.Parse("Generated.Network");
        int number = 0;
        foreach (Model model in models)
        {
            var options = new DeviceOptions { Shape = Shapes.ByTurns(number++), IlBudget = 64 * 1024 };
            if (DeviceBudget.OfClass(DeviceCompiler.Plan(target, model, options)).Count > 0) continue;
            byte[] image = NanoFramework.Compile(DeviceCompiler.Compile(target, model, options).Select(file => file.Text));
            Assert.True(DeviceChecker.CheckGenerated(image) is { Count: 0 }, $"{model.Name}: {string.Join("; ", DeviceChecker.CheckGenerated(image).Take(5))}");
            using ModuleDefinition module = DeviceChecker.Read(image);
            largest = (largest.Count + 1, System.Math.Max(largest.Code, DeviceSize.OfCode(module)), System.Math.Max(largest.Data, DeviceSize.OfStaticData(module)));
        }
        report.WriteLine($"{largest.Count} classes, up to {largest.Code} bytes of IL and {largest.Data} of static data");
        Assert.NotEqual(0, largest.Count);
    }
}
