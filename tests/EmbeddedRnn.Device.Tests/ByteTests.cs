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
            ClassTarget target = ClassTarget.Parse("Generated.Network");
            DevicePlanReport plan = DeviceCompiler.Plan(target, model, options);
            byte[] image = DeviceClasses.Image(DeviceCompiler.Compile(target, model, options).Select(file => file.Text));
            IReadOnlyDictionary<string, int> methods = CompiledIl.Methods(image, "Network");
            int compiled = methods.Values.Sum();
            double error = Math.Abs(plan.IlBytes - compiled) / (double)compiled;
            count++;
            if (error > largest) (largest, where) = (error, $"{model.Name}, {options.Shape}");
            string Differences() => string.Join(", ", plan.Methods.Select(m => (m.Name, m.IlBytes, Compiled: methods[m.Name == "static" ? ".cctor" : m.Name == "Network" ? ".ctor" : m.Name]))
                .Where(m => m.IlBytes != m.Compiled).Select(m => $"{m.Name} {m.IlBytes} for {m.Compiled}"));
            Assert.True(error <= Bound, $"{model}, {options}: planned {plan.IlBytes}, compiled {compiled}: {Differences()}");
            if (error > 0 && count % 40 == 0) report.WriteLine($"{model.Name}: {Differences()}");
            Assert.Equal(CompiledIl.StaticBytes(image), plan.StaticBytes);
        }
        report.WriteLine($"{count} classes, largest error {100 * largest:f2} % at {where}");
    }

    private static IEnumerable<(Model, DeviceOptions)> Cases(string kind)
    {
        var models = kind switch
        {
            "cells" => CellOptions.All.Select((options, i) => RandomModels.Create(options, 1 + i % 7, 1 + i % 11, i)),
            "gates" => Enumerable.Range(0, 60).Select(GatedModels.Create),
            _ => Enumerable.Range(1, 60).Select(seed => RandomNetworks.Create(seed)),
        };
        int n = 0;
        foreach (Model model in models)
        {
            foreach (DeviceShape? shape in Shapes.All)
                yield return (model, new DeviceOptions { Shape = shape, IlBudget = 64 * 1024, CountMacs = n % 3 == 0, Skipping = n++ % 5 != 0 });
        }
    }
}
