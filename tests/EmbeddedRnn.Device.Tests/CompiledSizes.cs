using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.DeviceChecks;
using Mono.Cecil;

namespace EmbeddedRnn.Device.Tests;

/// <summary>What was planned for a class beside what the C# compiler made of it.</summary>
internal sealed class CompiledSizes
{
    private readonly DevicePlanReport plan;
    private readonly IReadOnlyDictionary<string, int> methods;

    private CompiledSizes(DevicePlanReport plan, byte[] image)
    {
        this.plan = plan;
        using ModuleDefinition module = DeviceChecker.Read(image);
        methods = module.GetType("Generated.Network").Methods.GroupBy(m => m.Name).ToDictionary(g => g.Key, g => g.Sum(DeviceSize.OfCode));
        StaticBytes = DeviceSize.OfStaticData(module);
        StaticArrays = module.GetTypes().SelectMany(type => type.Fields).Count(field => field.InitialValue.Length > 0);
    }

    /// <summary>Bytes of static data as compiled.</summary>
    public int StaticBytes { get; }

    /// <summary>Arrays of constants as compiled.</summary>
    public int StaticArrays { get; }

    public int PlannedStaticBytes => plan.StaticBytes;

    public int PlannedStaticArrays => plan.StaticArrays;

    /// <summary>How far the planned IL is from the compiled, as a share of the compiled.</summary>
    public double Error => System.Math.Abs(plan.IlBytes - methods.Values.Sum()) / (double)methods.Values.Sum();

    /// <summary>The methods whose plan is not the compiled size.</summary>
    public string Differences => $"planned {plan.IlBytes}, compiled {methods.Values.Sum()}: " + string.Join(", ", plan.Methods.Select(m => (m.Name, m.IlBytes, Compiled: methods[Name(m.Name)]))
        .Where(m => m.IlBytes != m.Compiled).Select(m => $"{m.Name} {m.IlBytes} for {m.Compiled}"));

    public static CompiledSizes Of(Model model, DeviceOptions options)
    {
        ClassTarget target = ClassTarget.Parse("Generated.Network");
        return new CompiledSizes(DeviceCompiler.Plan(target, model, options), NanoFramework.Compile(DeviceCompiler.Compile(target, model, options).Select(file => file.Text)));
    }

    private static string Name(string planned) => planned switch { "static" => ".cctor", "Network" => ".ctor", _ => planned };
}
