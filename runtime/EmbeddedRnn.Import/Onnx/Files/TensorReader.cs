using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using EmbeddedRnn.Onnx.Proto;

namespace EmbeddedRnn.Onnx;

/// <summary>Reads tensors: their values stand in one of several fields, as raw bytes, or in another file.</summary>
/// <remarks>Source: TensorProto in https://onnx.ai/onnx/repo-docs/IR.html; bfloat16 and float16 are bit patterns in int32_data.</remarks>
internal sealed class TensorReader(ImportSource source, bool allowNonFinite)
{
    private const int External = 1;
    private const int MostIntegers = 100_000;
    private const int MostDimensions = 8;

    public static string Place(string name) => $"tensor {Printable.Name(name)}";

    /// <summary>Refuses a tensor whose shape and stored values disagree; values in another file are checked when they are read.</summary>
    public void CheckSize(TensorProto tensor, string name)
    {
        long count = Count(tensor, name);
        if (tensor.DataLocation == External || ElementType.Of(tensor.DataType) is not { } type) return;
        bool raw = tensor.RawData.Length > 0 || (count > 0 && type.Stored(tensor) == 0);
        long stored = raw ? tensor.RawData.Length : type.Stored(tensor);
        long expected = raw ? count * type.Size : count;
        if (stored == expected) return;
        string unit = raw ? "bytes" : "values";
        throw Error(name, FormattableString.Invariant($"its shape {Shape(tensor)} of {type.Name} takes {expected} {unit}, but the file holds {stored}."));
    }

    /// <summary>The values: floating-point types as float32, rounded where they are double; integers as they are.</summary>
    public Value Read(TensorProto tensor, string name)
    {
        int count = (int)Count(tensor, name);
        ElementType type = ElementType.Of(tensor.DataType)
            ?? throw Error(name, $"its values are of type {ElementType.NameOf(tensor.DataType)}; {ElementType.Readable} can be read.");
        if (type.IsInteger && count > MostIntegers)
            throw Error(name, FormattableString.Invariant($"it holds {count} integers; at most {MostIntegers} are read, since integers serve for shapes and indices."));
        bool raw = tensor.DataLocation == External || tensor.RawData.Length > 0;
        ReadOnlySpan<byte> bytes = tensor.DataLocation == External ? ExternalData.Read(source, tensor, name, count * (long)type.Size) : tensor.RawData.Span;
        Axis[] axes = tensor.Dims.Select(d => Axis.Of(Dim.Of(d))).ToArray();
        if (type.IsInteger)
        {
            var integers = new Dim[count];
            for (int i = 0; i < count; i++) integers[i] = Dim.Of(raw ? type.Integer(bytes, i) : type.Integer(tensor, i));
            return new IntegerValue(axes, integers);
        }
        var values = new float[count];
        if (raw && type == ElementType.Single && BitConverter.IsLittleEndian) bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        else
        {
            for (int i = 0; i < count; i++)
            {
                double value = raw ? type.Float(bytes, i) : type.Float(tensor, i);
                values[i] = (float)value;
                if (!allowNonFinite && !float.IsFinite(values[i])) throw NonFinite.Error(source, name, i, value);
            }
        }
        int bad = allowNonFinite ? -1 : Array.FindIndex(values, v => !float.IsFinite(v));
        if (bad >= 0) throw NonFinite.Error(source, name, bad, values[bad]);
        return new FloatValue(axes, values);
    }

    private long Count(TensorProto tensor, string name)
    {
        if (tensor.Dims.Count > MostDimensions)
            throw Error(name, FormattableString.Invariant($"it has {tensor.Dims.Count} dimensions; at most {MostDimensions} are read."));
        if (tensor.Dims.Any(d => d < 0)) throw Error(name, $"its shape {Shape(tensor)} has a negative size.");
        if (tensor.Dims.Contains(0)) return 0;
        UInt128 count = 1;
        foreach (long dimension in tensor.Dims)
        {
            count *= (UInt128)dimension;
            if (count > int.MaxValue / 2) throw Error(name, $"its shape {Shape(tensor)} has more elements than any file.");
        }
        return (long)count;
    }

    private static string Shape(TensorProto tensor) => $"[{string.Join(", ", tensor.Dims.Select(d => d.ToString(CultureInfo.InvariantCulture)))}]";

    private ImportException Error(string name, string reason) => source.Error(Place(name), reason);
}
