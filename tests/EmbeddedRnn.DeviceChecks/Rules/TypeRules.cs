using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>What compiles, and does not load or fails later.</summary>
internal static class TypeRules
{
    private const int MostMembers = 255;

    public static IEnumerable<Finding> Check(ModuleDefinition module) => module.GetTypes().SelectMany(Check);

    private static IEnumerable<Finding> Check(TypeDefinition type)
    {
        foreach ((string kind, int count) in Members(type).Where(members => members.Count > MostMembers))
            yield return new(DeviceRule.Members, type.FullName, $"{count} {kind}, of at most {MostMembers}");
        if (type.HasGenericParameters) yield return new(DeviceRule.Generics, type.FullName, "a generic type");
        foreach (MethodDefinition method in type.Methods)
        {
            if (method.HasGenericParameters) yield return new(DeviceRule.Generics, method.FullName, "a generic method");
            if (type.IsInterface && (method.HasBody || method.IsStatic)) yield return new(DeviceRule.InterfaceBodies, method.FullName, "a body or a static member in an interface");
        }
        foreach (FieldDefinition field in type.Fields)
        {
            foreach (Finding finding in Check(field.FieldType, field.FullName)) yield return finding;
        }
        foreach (MethodDefinition method in type.Methods)
        {
            foreach (Finding finding in Named(method).Distinct().SelectMany(named => Check(named, method.FullName)).Distinct()) yield return finding;
        }
    }

    // A constant is no field on the device.
    private static (string Kind, int Count)[] Members(TypeDefinition type) =>
    [
        ("static fields", type.Fields.Count(field => field.IsStatic && !field.IsLiteral)),
        ("instance fields", type.Fields.Count(field => !field.IsStatic)),
        ("static methods", type.Methods.Count(method => method.IsStatic)),
        ("virtual methods", type.Methods.Count(method => method.IsVirtual)),
        ("instance methods", type.Methods.Count(method => !method.IsStatic && !method.IsVirtual)),
    ];

    // All types that a method names: in its signature, its locals, its instructions.
    private static IEnumerable<TypeReference> Named(MethodDefinition method)
    {
        IEnumerable<TypeReference> named = method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);
        if (!method.HasBody) return named;
        return named.Concat(method.Body.Variables.Select(v => v.VariableType))
            .Concat(method.Body.Instructions.SelectMany(i => i.Operand switch
            {
                TypeReference type => [type],
                FieldReference field => [field.DeclaringType, field.FieldType],
                MethodReference called => [called.DeclaringType, called.ReturnType, .. called.Parameters.Select(p => p.ParameterType)],
                CallSite site => [site.ReturnType, .. site.Parameters.Select(p => p.ParameterType)],
                _ => Enumerable.Empty<TypeReference>(),
            }));
    }

    private static IEnumerable<Finding> Check(TypeReference? type, string place)
    {
        while (type is not null)
        {
            if (type is PointerType or PinnedType) yield return new(DeviceRule.Pointers, place, $"{type.FullName}, a pointer or fixed variable");
            if (type is FunctionPointerType) yield return new(DeviceRule.FunctionPointers, place, $"{type.FullName}, a function pointer");
            if (type is ArrayType { IsVector: false } array) yield return new(DeviceRule.ArrayRank, place, $"{type.FullName}, an array of {array.Rank} dimensions");
            type = type is TypeSpecification { ElementType: { } element } and not FunctionPointerType ? element : null;
        }
    }
}
