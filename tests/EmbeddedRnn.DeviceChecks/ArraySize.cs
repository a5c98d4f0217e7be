using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks;

/// <summary>The memory that arrays take on the managed heap, without the few bytes of their own headers.</summary>
public static class ArraySize
{
    // A reference in an array takes what a local does.
    private const int SlotBytes = 12;

    /// <summary>Bytes of the arrays that static constructors make at boot, where their lengths are constants: the heap copies of static data, and what they are made for.</summary>
    public static long OfHeapCopies(ModuleDefinition module) => module.GetTypes().Sum(OfHeapCopies);

    /// <summary>Bytes of the arrays that a type's static constructor makes at boot.</summary>
    public static long OfHeapCopies(TypeDefinition type) =>
        type.Methods.Where(method => method.IsConstructor && method.IsStatic && method.HasBody)
            .Sum(method => method.Body.Instructions.Sum(instruction => OfNew(instruction) ?? 0));

    /// <summary>Bytes of the array that an instruction makes with a constant length, or null where it makes none.</summary>
    public static long? OfNew(Instruction instruction) =>
        instruction.OpCode.Code == Code.Newarr && Constant.Integer(instruction.Previous) is { } length
            ? length * ElementBytes((TypeReference)instruction.Operand)
            : null;

    private static int ElementBytes(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte => 1,
        MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16 => 2,
        MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Single => 4,
        MetadataType.Int64 or MetadataType.UInt64 or MetadataType.Double => 8,
        _ => SlotBytes,
    };
}
