using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.DeviceChecks.Rules;
using Mono.Cecil;

namespace EmbeddedRnn.DeviceChecks;

/// <summary>Checks compiled IL against what nanoFramework can load, can run, and runs as .NET does.</summary>
public static class DeviceChecker
{
    /// <summary>
    /// The functions of generated code that divide by a value. Their divisors are above zero for every argument, which a test of the
    /// generated functions shows; another name here needs the same.
    /// </summary>
    public static IReadOnlySet<string> DividingFunctions { get; } = new HashSet<string>(StringComparer.Ordinal) { "Softmax", "Softplus", "Softsign", "Tanh" };

    private static DeviceRule[] LeftToPrograms { get; } = [DeviceRule.Division, DeviceRule.Double, DeviceRule.Math, DeviceRule.EmbeddedAttributes];

    /// <summary>What is wrong with generated code, by all rules.</summary>
    /// <param name="image">The assembly, as the compiler wrote it.</param>
    public static IReadOnlyList<Finding> CheckGenerated(byte[] image)
    {
        using ModuleDefinition module = Read(image);
        return [.. Loading(module), .. NumberRules.Check(module, DividingFunctions)];
    }

    /// <summary>
    /// What is wrong with a program of one's own: whatever does not load or dies silently, and unsigned tags. Programs may divide,
    /// use double, call System.Math and pay for attribute classes, at their own risk.
    /// </summary>
    /// <param name="image">The assembly, as the compiler wrote it.</param>
    public static IReadOnlyList<Finding> CheckProgram(byte[] image)
    {
        using ModuleDefinition module = Read(image);
        return [.. Loading(module).Concat(NumberRules.Check(module, DividingFunctions)).Where(finding => !LeftToPrograms.Contains(finding.Rule))];
    }

    /// <summary>An assembly for measuring.</summary>
    public static ModuleDefinition Read(byte[] image) => ModuleDefinition.ReadModule(new MemoryStream(image));

    private static IEnumerable<Finding> Loading(ModuleDefinition module) =>
        [.. AssemblyRules.Check(module), .. MethodRules.Check(module), .. TypeRules.Check(module)];
}
