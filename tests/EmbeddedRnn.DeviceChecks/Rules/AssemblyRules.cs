using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>What an assembly as a whole can hold, and what must not be in it.</summary>
internal static class AssemblyRules
{
    private const int MostCodeBytes = 65_535;
    private const int MostStaticBytes = 65_535;
    private const int MostNameBytes = 65_535;

    public static IEnumerable<Finding> Check(ModuleDefinition module)
    {
        int code = DeviceSize.OfCode(module);
        if (code > MostCodeBytes) yield return new(DeviceRule.CodeBytes, module.Name, $"{code} bytes of IL, of at most {MostCodeBytes}");
        int data = DeviceSize.OfStaticData(module) + DeviceSize.OfSignatures(module);
        if (data > MostStaticBytes) yield return new(DeviceRule.StaticBytes, module.Name, $"{data} bytes of static data and signatures, of at most {MostStaticBytes}");
        int names = DeviceSize.OfNames(module);
        if (names > MostNameBytes) yield return new(DeviceRule.NameBytes, module.Name, $"{names} bytes of strings and names, of at most {MostNameBytes}");
        foreach (TypeDefinition type in module.GetTypes().Where(IsEmbeddedAttribute))
            yield return new(DeviceRule.EmbeddedAttributes, type.FullName, "an attribute class that the compiler wrote into the assembly");
    }

    private static bool IsEmbeddedAttribute(TypeDefinition type) =>
        type.BaseType?.FullName == "System.Attribute" && type.Namespace is "System.Runtime.CompilerServices" or "Microsoft.CodeAnalysis";
}
