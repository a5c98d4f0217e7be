using System;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Walks through the bytes of a model before they are parsed: every length must lie within what encloses it, and there may be
/// only so many messages, since an empty one takes two bytes in the file and hundreds in memory.
/// </summary>
/// <remarks>Source: https://protobuf.dev/programming-guides/encoding/.</remarks>
internal ref struct WireCheck
{
    private const int MostMessages = 100_000;

    private readonly ImportSource source;
    private readonly ReadOnlySpan<byte> bytes;
    private int position;
    private int messages;

    private WireCheck(ImportSource source)
    {
        this.source = source;
        bytes = source.Bytes;
    }

    public static void Check(ImportSource source) => new WireCheck(source).Message(Kind.Model, source.Bytes.Length, "the model");

    private void Message(Kind kind, int end, string what)
    {
        if (++messages > MostMessages)
            throw source.Error("", FormattableString.Invariant($"the file holds more than {MostMessages} nodes, attributes, tensors and dimensions together; that is no network of the kind that is read here."));
        while (position < end)
        {
            int start = position;
            ulong tag = Varint(end, what);
            ulong field = tag >> 3;
            if (field == 0) throw Damaged(start, what, "a field with the number 0");
            switch (tag & 7)
            {
                case 0: Varint(end, what); break;
                case 1: Skip(8, start, end, what); break;
                case 2: Delimited(kind, field, start, end, what); break;
                case 5: Skip(4, start, end, what); break;
                default: throw Damaged(start, what, FormattableString.Invariant($"a field of wire type {tag & 7}"));
            }
        }
    }

    private void Delimited(Kind kind, ulong field, int start, int end, string what)
    {
        ulong length = Varint(end, what);
        if (length > (ulong)(end - position))
            throw Damaged(start, what, FormattableString.Invariant($"a field of {length} bytes where {end - position} are left"));
        if (Child(kind, field) is var (child, name)) Message(child, position + (int)length, name);
        else position += (int)length;
    }

    private ulong Varint(int end, string what)
    {
        int start = position;
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (position >= end) throw Damaged(start, what, "a number that is cut off");
            byte next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged(start, what, "a number of more than 10 bytes");
    }

    private void Skip(int length, int start, int end, string what)
    {
        if (length > end - position) throw Damaged(start, what, "a value that is cut off");
        position += length;
    }

    private readonly ImportException Damaged(int at, string what, string found) =>
        source.Error(FormattableString.Invariant($"byte {at}"), $"{what} has {found} here: the file is truncated or damaged, or not ONNX.");

    private enum Kind { Model, Graph, Node, Attribute, Tensor, ValueInfo, Type, TensorType, Shape, Leaf }

    // The messages of onnx.proto that hold others. It does not nest in itself, so this recursion ends.
    private static (Kind Kind, string Name)? Child(Kind kind, ulong field) => (kind, field) switch
    {
        (Kind.Model, 7) => (Kind.Graph, "the graph"),
        (Kind.Model, 8) => (Kind.Leaf, "an operator set"),
        (Kind.Graph, 1) => (Kind.Node, "a node"),
        (Kind.Graph, 5) => (Kind.Tensor, "an initializer"),
        (Kind.Graph, 11) => (Kind.ValueInfo, "an input of the graph"),
        (Kind.Graph, 12) => (Kind.ValueInfo, "an output of the graph"),
        (Kind.Graph, 15) => (Kind.Leaf, "a sparse initializer"),
        (Kind.Node, 5) => (Kind.Attribute, "an attribute of a node"),
        (Kind.Attribute, 5) => (Kind.Tensor, "the tensor of an attribute"),
        (Kind.Tensor, 13) => (Kind.Leaf, "a tensor's place in another file"),
        (Kind.ValueInfo, 2) => (Kind.Type, "a type"),
        (Kind.Type, 1) => (Kind.TensorType, "a tensor's type"),
        (Kind.TensorType, 2) => (Kind.Shape, "a shape"),
        (Kind.Shape, 1) => (Kind.Leaf, "a dimension"),
        _ => null,
    };
}
