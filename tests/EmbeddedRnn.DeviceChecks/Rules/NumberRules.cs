using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>Where nanoFramework calculates otherwise than .NET.</summary>
internal static class NumberRules
{
    public static IEnumerable<Finding> Check(ModuleDefinition module, IReadOnlySet<string> dividingFunctions)
    {
        foreach (FieldDefinition field in module.GetTypes().SelectMany(type => type.Fields).Where(field => IsDouble(field.FieldType)))
            yield return new(DeviceRule.Double, field.FullName, "a field of double");
        foreach (MethodDefinition method in DeviceSize.Methods(module).Where(method => method.HasBody))
        {
            IReadOnlyDictionary<Instruction, StackKind[]> stacks = StackWalk.Of(method);
            HashSet<Instruction> targets = Targets(method.Body);
            foreach (VariableDefinition _ in method.Body.Variables.Where(variable => IsDouble(variable.VariableType)))
                yield return new(DeviceRule.Double, method.FullName, "a local of double");
            foreach ((Instruction instruction, StackKind[] stack) in stacks)
            {
                if (IsDouble(instruction)) yield return new(DeviceRule.Double, method.FullName, $"{instruction} works on double");
                if (CallsMath(instruction)) yield return new(DeviceRule.Math, method.FullName, $"{instruction} is of System.Math");
                if (IsDivision(instruction) && !dividingFunctions.Contains(method.Name) && (targets.Contains(instruction) || Constant.Number(instruction.Previous) is null or 0))
                    yield return new(DeviceRule.Division, method.FullName, "a division by what may be zero");
                if (UnsignedTags.Problem(method, instruction, stack) is { } problem) yield return new(DeviceRule.UnsignedTag, method.FullName, problem);
            }
        }
    }

    private static bool IsDivision(Instruction instruction) => instruction.OpCode.Code is Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un;

    // What a jump leads to has another divisor than the instruction before it.
    private static HashSet<Instruction> Targets(MethodBody body) =>
        [.. body.Instructions.SelectMany(i => i.Operand switch { Instruction target => [target], Instruction[] many => many, _ => System.Array.Empty<Instruction>() })];

    private static bool IsDouble(TypeReference type) => type.MetadataType == MetadataType.Double || type is TypeSpecification { ElementType: { } element } && IsDouble(element);

    private static bool IsDouble(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_R8 or Code.Conv_R8 or Code.Ldelem_R8 or Code.Stelem_R8 or Code.Ldind_R8 or Code.Stind_R8 => true,
        _ => instruction.Operand switch
        {
            TypeReference type => IsDouble(type),
            MethodReference called => IsDouble(called.ReturnType) || called.Parameters.Any(parameter => IsDouble(parameter.ParameterType)),
            FieldReference field => IsDouble(field.FieldType),
            _ => false,
        },
    };

    private static bool CallsMath(Instruction instruction) =>
        instruction.Operand is MemberReference { DeclaringType: { } type } && type.Scope is AssemblyNameReference { Name: "System.Math" };
}
