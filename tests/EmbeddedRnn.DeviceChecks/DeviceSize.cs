using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks;

/// <summary>
/// The sizes of an assembly as they are in a .pe file, nanoFramework's own form of it, which differs from a .dll: a token takes two
/// bytes, so does the target of a long branch, and a switch has one byte for its count.
/// </summary>
public static class DeviceSize
{
    private const int HandlerBytes = 12;

    /// <summary>IL bytes of all methods of an assembly.</summary>
    public static int OfCode(ModuleDefinition module) => Methods(module).Sum(OfCode);

    /// <summary>IL bytes of all methods of a type and the types in it.</summary>
    public static int OfCode(TypeDefinition type) => type.Methods.Sum(OfCode) + type.NestedTypes.Sum(OfCode);

    /// <summary>IL bytes of a method, with its exception handlers.</summary>
    public static int OfCode(MethodDefinition method)
    {
        if (!method.HasBody) return 0;
        int handlers = method.Body.ExceptionHandlers.Count;
        return method.Body.Instructions.Sum(Of) + (handlers == 0 ? 0 : 1 + HandlerBytes * handlers);
    }

    /// <summary>Bytes of an instruction.</summary>
    public static int Of(Instruction instruction) => instruction.OpCode.Size + instruction.OpCode.OperandType switch
    {
        OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineString or OperandType.InlineSig => 2,
        OperandType.InlineTok => 4,
        OperandType.InlineBrTarget => 2,
        OperandType.InlineSwitch => 1 + 2 * ((Instruction[])instruction.Operand).Length,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar or OperandType.ShortInlineArg => 1,
        OperandType.InlineVar or OperandType.InlineArg => 2,
        OperandType.InlineI or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 0,
    };

    /// <summary>Bytes of the static data that array initialisers are copied from.</summary>
    public static int OfStaticData(ModuleDefinition module) => StaticData(module).Sum(field => field.InitialValue.Length);

    /// <summary>Bytes of static data that the methods of a type initialise arrays from; data that two types share counts for both.</summary>
    public static int OfStaticData(TypeDefinition type) =>
        Bodies(type).SelectMany(method => method.Body.Instructions).Select(i => i.Operand).OfType<FieldDefinition>()
            .Where(field => field.InitialValue.Length > 0).Distinct().Sum(field => field.InitialValue.Length);

    /// <summary>
    /// Bytes of the signatures of fields, methods and locals, which share the table of the static data. An upper bound: equal ones are
    /// stored once.
    /// </summary>
    public static int OfSignatures(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Fields).Sum(field => 1 + OfSignature(field.FieldType))
        + Methods(module).Sum(method => 2 + OfSignature(method.ReturnType) + method.Parameters.Sum(p => OfSignature(p.ParameterType))
            + (method.HasBody ? method.Body.Variables.Sum(v => OfSignature(v.VariableType)) : 0));

    /// <summary>
    /// Bytes of the strings of an assembly: literals, and the names of its types, fields and methods and of those that it calls, each
    /// different one once and with a zero behind it.
    /// </summary>
    public static int OfNames(ModuleDefinition module)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { module.Assembly.Name.Name };
        foreach (TypeDefinition type in module.GetTypes())
        {
            names.UnionWith([type.Name, type.Namespace, .. type.Fields.Where(field => !field.IsLiteral).Select(field => field.Name), .. type.Methods.Select(method => method.Name)]);
        }
        foreach (TypeReference type in module.GetTypeReferences()) names.UnionWith([type.Name, type.Namespace]);
        names.UnionWith(module.GetMemberReferences().Select(member => member.Name));
        names.UnionWith(Methods(module).Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(i => i.Operand).OfType<string>());
        return names.Sum(name => Encoding.UTF8.GetByteCount(name) + 1);
    }

    /// <summary>All methods of an assembly.</summary>
    public static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) => module.GetTypes().SelectMany(type => type.Methods);

    private static IEnumerable<FieldDefinition> StaticData(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Fields).Where(field => field.InitialValue.Length > 0);

    // A byte for each level, and a token of at most three for a type that is not primitive.
    private static int OfSignature(TypeReference type) => type is TypeSpecification { ElementType: { } element } ? 1 + OfSignature(element) : type.IsPrimitive ? 1 : 4;

    private static IEnumerable<MethodDefinition> Bodies(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).Concat(type.NestedTypes.SelectMany(Bodies));
}
