using Mono.Cecil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>What a value on the evaluation stack is tagged as.</summary>
internal enum StackKind
{
    /// <summary>An object, a handle, a struct: nothing that is counted with.</summary>
    Other,

    /// <summary>A signed integer of any width, which is what the narrow unsigned ones become on the stack too.</summary>
    Signed,

    /// <summary>A literal integer, which is tagged signed but goes with both.</summary>
    Literal,

    /// <summary>uint or ulong.</summary>
    Unsigned,

    /// <summary>float.</summary>
    Single,

    /// <summary>double.</summary>
    Double,
}

/// <summary>The kinds of types.</summary>
internal static class StackKinds
{
    public static StackKind Of(TypeReference type) => type.MetadataType switch
    {
        MetadataType.UInt32 or MetadataType.UInt64 => StackKind.Unsigned,
        MetadataType.Single => StackKind.Single,
        MetadataType.Double => StackKind.Double,
        MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16 or MetadataType.UInt16
            or MetadataType.Int32 or MetadataType.Int64 => StackKind.Signed,
        MetadataType.RequiredModifier or MetadataType.OptionalModifier => Of(((TypeSpecification)type).ElementType),
        _ => StackKind.Other,
    };

    /// <summary>The kind where two ways meet: what may be unsigned counts as unsigned.</summary>
    public static StackKind Merge(StackKind a, StackKind b)
    {
        if (a == b) return a;
        if (a == StackKind.Unsigned || b == StackKind.Unsigned) return StackKind.Unsigned;
        return a == StackKind.Literal ? b : b == StackKind.Literal ? a : StackKind.Other;
    }
}
