using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EmbeddedRnn.Device.Tests;

/// <summary>What the C# compiler made of a class: bytes of IL as a .pe file has them, and of static data.</summary>
internal static class CompiledIl
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>Bytes of all methods of a type, by name.</summary>
    public static IReadOnlyDictionary<string, int> Methods(byte[] image, string type)
    {
        using var pe = new PEReader(ImmutableArray.Create(image));
        MetadataReader metadata = pe.GetMetadataReader();
        var sizes = new Dictionary<string, int>();
        foreach (TypeDefinition definition in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(t => metadata.GetString(t.Name) == type))
        {
            foreach (MethodDefinition method in definition.GetMethods().Select(metadata.GetMethodDefinition))
            {
                MethodBodyBlock body = pe.GetMethodBody(method.RelativeVirtualAddress);
                sizes[metadata.GetString(method.Name)] = SizeInPe(body.GetILBytes()!);
            }
        }
        return sizes;
    }

    /// <summary>Bytes of the static data of an assembly.</summary>
    public static int StaticBytes(byte[] image)
    {
        using var pe = new PEReader(ImmutableArray.Create(image));
        MetadataReader metadata = pe.GetMetadataReader();
        int bytes = 0;
        foreach (FieldDefinition field in metadata.FieldDefinitions.Select(metadata.GetFieldDefinition).Where(f => f.GetRelativeVirtualAddress() != 0))
        {
            // The compiler gives data a type of its size, except for 4 and 8 bytes, which are an int and a long.
            BlobReader signature = metadata.GetBlobReader(field.Signature);
            signature.ReadByte();
            bytes += signature.ReadSignatureTypeCode() switch
            {
                SignatureTypeCode.Int64 => 8,
                SignatureTypeCode.Int32 => 4,
                _ => metadata.GetTypeDefinition((TypeDefinitionHandle)signature.ReadTypeHandle()).GetLayout().Size,
            };
        }
        return bytes;
    }

    // Tokens and the targets of long branches take 2 bytes there, the token of ldtoken 4.
    private static int SizeInPe(byte[] il)
    {
        int size = 0;
        for (int at = 0; at < il.Length;)
        {
            int value = il[at++];
            if (value == 0xFE) value = value << 8 | il[at++];
            OpCode code = OpCodesByValue[value];
            (int length, int inPe) = code.OperandType switch
            {
                OperandType.InlineNone => (0, 0),
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => (1, 1),
                OperandType.InlineVar => (2, 2),
                OperandType.InlineI or OperandType.ShortInlineR => (4, 4),
                OperandType.InlineI8 or OperandType.InlineR => (8, 8),
                OperandType.InlineBrTarget => (4, 2),
                OperandType.InlineSwitch => throw new NotSupportedException("device code has no switch."),
                _ => (4, code == OpCodes.Ldtoken ? 4 : 2),
            };
            at += length;
            size += code.Size + inPe;
        }
        return size;
    }
}
