using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Testing;
using Xunit;
using Xunit.Abstractions;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The planned bytes against what the C# compiler makes of the class.</summary>
public class ByteTests(ITestOutputHelper report)
{
    private const double Bound = 0.02;

    public static TheoryData<string> Kinds => new("cells", "gates", "networks");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Planned_bytes_are_those_of_the_compiled_code(string kind)
    {
        (double largest, string where, int count) = (0, "", 0);
        foreach ((Model model, DeviceOptions options) in Cases(kind))
        {
            CompiledSizes sizes = CompiledSizes.Of(model, options);
            count++;
            if (sizes.Error > largest) (largest, where) = (sizes.Error, $"{model.Name}, {options.Shape}");
            Assert.True(sizes.Error <= Bound, $"{model}, {options}: {sizes.Differences}");
            Assert.Equal((sizes.StaticBytes, sizes.StaticArrays), (sizes.PlannedStaticBytes, sizes.PlannedStaticArrays));
        }
        report.WriteLine($"{count} classes, largest error {100 * largest:f2} % at {where}");
    }

    private static IEnumerable<(Model, DeviceOptions)> Cases(string kind)
    {
        var models = kind switch
        {
            "cells" => CellOptions.All.Select((options, i) => RandomModels.Create(options, 1 + i % 7, 1 + i % 11, i)),
            "gates" => Enumerable.Range(0, 55).Select(GatedModels.Create),
            _ => Enumerable.Range(1, 50).Select(seed => RandomNetworks.Create(seed)),
        };
        int n = 0, number = 0;
        foreach (Model model in models)
        {
            foreach (DeviceShape? shape in Shapes.Some(number++))
                yield return (model, new DeviceOptions { Shape = shape, IlBudget = 64 * 1024, CountMacs = n % 3 == 0, Skipping = n++ % 5 != 0 });
        }
    }
}
