using System;
using System.Buffers.Binary;
using System.Globalization;
using EmbeddedRnn.Onnx.Proto;

namespace EmbeddedRnn.Onnx;

/// <summary>A type of tensor elements that can be read, and where its values stand.</summary>
/// <remarks>Source: TensorProto.DataType in https://onnx.ai/onnx/repo-docs/IR.html.</remarks>
internal sealed class ElementType
{
    public const string Readable = "float, double, float16 and bfloat16, and for shapes int64, int32 and bool";

    public static readonly ElementType Single = new("float", 4, false, t => t.FloatData.Count);
    public static readonly ElementType Double = new("double", 8, false, t => t.DoubleData.Count);
    public static readonly ElementType Half = new("float16", 2, false, t => t.Int32Data.Count);
    public static readonly ElementType BFloat = new("bfloat16", 2, false, t => t.Int32Data.Count);
    public static readonly ElementType Int64 = new("int64", 8, true, t => t.Int64Data.Count);
    public static readonly ElementType Int32 = new("int32", 4, true, t => t.Int32Data.Count);
    public static readonly ElementType Bool = new("bool", 1, true, t => t.Int32Data.Count);

    private static readonly string[] Names =
    [
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double",
        "uint32", "uint64", "complex64", "complex128", "bfloat16",
    ];

    private ElementType(string name, int size, bool isInteger, Func<TensorProto, int> stored) =>
        (Name, Size, IsInteger, Stored) = (name, size, isInteger, stored);

    public string Name { get; }

    /// <summary>Bytes of an element where it stands raw.</summary>
    public int Size { get; }

    public bool IsInteger { get; }

    /// <summary>Number of values in the field for this type.</summary>
    public Func<TensorProto, int> Stored { get; }

    /// <summary>The type of a number in the file, or null where it cannot be read.</summary>
    public static ElementType? Of(int dataType) => dataType switch
    {
        1 => Single,
        6 => Int32,
        7 => Int64,
        9 => Bool,
        10 => Half,
        11 => Double,
        16 => BFloat,
        _ => null,
    };

    public static string NameOf(int dataType) =>
        dataType >= 0 && dataType < Names.Length ? Names[dataType] : dataType.ToString(CultureInfo.InvariantCulture);

    public double Float(ReadOnlySpan<byte> raw, int index)
    {
        ReadOnlySpan<byte> at = raw[(index * Size)..];
        if (this == Single) return BinaryPrimitives.ReadSingleLittleEndian(at);
        if (this == Double) return BinaryPrimitives.ReadDoubleLittleEndian(at);
        ushort bits = BinaryPrimitives.ReadUInt16LittleEndian(at);
        return Short(bits);
    }

    public double Float(TensorProto tensor, int index)
    {
        if (this == Single) return tensor.FloatData[index];
        if (this == Double) return tensor.DoubleData[index];
        return Short((ushort)tensor.Int32Data[index]);
    }

    public long Integer(ReadOnlySpan<byte> raw, int index)
    {
        ReadOnlySpan<byte> at = raw[(index * Size)..];
        if (this == Int64) return BinaryPrimitives.ReadInt64LittleEndian(at);
        return this == Int32 ? BinaryPrimitives.ReadInt32LittleEndian(at) : at[0];
    }

    public long Integer(TensorProto tensor, int index) => this == Int64 ? tensor.Int64Data[index] : tensor.Int32Data[index];

    private double Short(ushort bits) =>
        this == Half ? (double)BitConverter.UInt16BitsToHalf(bits) : BitConverter.Int32BitsToSingle(bits << 16);
}
