using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace EmbeddedRnn.Tests;

/// <summary>A Protocol Buffers message, written field by field: also such as no library writes.</summary>
internal sealed class Wire
{
    private readonly MemoryStream stream = new();

    public Wire Number(int field, long value) => Tag(field, 0).Varint((ulong)value);

    public Wire Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public Wire Message(int field, Wire value) => Bytes(field, value.ToArray());

    public Wire Single(int field, float value)
    {
        Tag(field, 5);
        stream.Write(BitConverter.GetBytes(value));
        return this;
    }

    public Wire Bytes(int field, byte[] value)
    {
        Tag(field, 2).Varint((ulong)value.Length);
        stream.Write(value);
        return this;
    }

    public Wire Raw(params byte[] bytes)
    {
        stream.Write(bytes);
        return this;
    }

    public byte[] ToArray() => stream.ToArray();

    private Wire Tag(int field, int type) => Varint((ulong)(field << 3 | type));

    private Wire Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
        return this;
    }
}

/// <summary>
/// A small ONNX file: by itself a GRU of 2 inputs and 3 units over X [steps, batch, 2], whose parts a test exchanges. Field numbers
/// are those of the ONNX specification.
/// </summary>
internal sealed class OnnxWriter
{
    private readonly List<Wire> nodes = [];
    private readonly List<Wire> tensors = [];
    private readonly List<Wire> inputs = [];
    private readonly List<string> outputs = [];
    private readonly List<(string Domain, long Version)> opsets = [("", 14)];

    public static OnnxWriter Gru(Action<Wire>? more = null, string output = "Y") => new OnnxWriter()
        .Input("X", "steps", "batch", 2).Output(output)
        .Floats("W", [1, 9, 2]).Floats("R", [1, 9, 3]).Floats("B", [1, 18])
        .Node("GRU", ["X", "W", "R", "B"], ["Y", "Y_h"], more, "cell");

    public OnnxWriter Opset(long version, string domain = "")
    {
        opsets.Clear();
        opsets.Add((domain, version));
        return this;
    }

    public OnnxWriter Input(string name, params object[] dimensions) => Input(name, 1, dimensions);

    public OnnxWriter Integer(string name, params object[] dimensions) => Input(name, 7, dimensions);

    private OnnxWriter Input(string name, int type, object[] dimensions)
    {
        var shape = new Wire();
        foreach (object dimension in dimensions)
            shape.Message(1, dimension is string symbol ? new Wire().Text(2, symbol) : new Wire().Number(1, Convert.ToInt64(dimension)));
        inputs.Add(new Wire().Text(1, name).Message(2, new Wire().Message(1, new Wire().Number(1, type).Message(2, shape))));
        return this;
    }

    public OnnxWriter Output(string name)
    {
        outputs.Add(name);
        return this;
    }

    public OnnxWriter Clear()
    {
        outputs.Clear();
        return this;
    }

    public OnnxWriter Node(string op, string[] from, string[] to, Action<Wire>? more = null, string name = "", string domain = "")
    {
        var node = new Wire();
        foreach (string input in from) node.Text(1, input);
        foreach (string output in to) node.Text(2, output);
        node.Text(3, name).Text(4, op).Text(7, domain);
        more?.Invoke(node);
        nodes.Add(node);
        return this;
    }

    public OnnxWriter Floats(string name, int[] shape, params float[] values)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        if (values.Length == 0) values = Enumerable.Range(0, count).Select(i => MathF.Sin(7 * i + name.Length + name[0])).ToArray();
        return Tensor(name, 1, shape, w => w.Bytes(9, values.SelectMany(BitConverter.GetBytes).ToArray()));
    }

    public OnnxWriter Integers(string name, params long[] values) =>
        Tensor(name, 7, [values.Length], w => w.Bytes(9, values.SelectMany(BitConverter.GetBytes).ToArray()));

    public OnnxWriter Tensor(string name, int type, int[] shape, Action<Wire> values)
    {
        var tensor = new Wire();
        foreach (int size in shape) tensor.Number(1, size);
        tensor.Number(2, type).Text(8, name);
        values(tensor);
        tensors.Add(tensor);
        return this;
    }

    public static Action<Wire> Attribute(string name, long value) => w => w.Message(5, new Wire().Text(1, name).Number(3, value).Number(20, 2));

    public static Action<Wire> Attribute(string name, float value) => w => w.Message(5, new Wire().Text(1, name).Single(2, value).Number(20, 1));

    public static Action<Wire> Attribute(string name, string value) => w => w.Message(5, new Wire().Text(1, name).Text(4, value).Number(20, 3));

    public static Action<Wire> Attribute(string name, params string[] values) => w =>
    {
        var attribute = new Wire().Text(1, name);
        foreach (string value in values) attribute.Text(9, value);
        w.Message(5, attribute.Number(20, 8));
    };

    public static Action<Wire> Attribute(string name, params float[] values) => w =>
    {
        var attribute = new Wire().Text(1, name);
        foreach (float value in values) attribute.Single(7, value);
        w.Message(5, attribute.Number(20, 6));
    };

    public static Action<Wire> Attribute(string name, params long[] values) => w =>
    {
        var attribute = new Wire().Text(1, name);
        foreach (long value in values) attribute.Number(8, value);
        w.Message(5, attribute.Number(20, 7));
    };

    public byte[] ToArray()
    {
        var graph = new Wire();
        foreach (Wire node in nodes) graph.Message(1, node);
        graph.Text(2, "graph");
        foreach (Wire tensor in tensors) graph.Message(5, tensor);
        foreach (Wire input in inputs) graph.Message(11, input);
        foreach (string output in outputs) graph.Message(12, new Wire().Text(1, output));
        var model = new Wire().Number(1, 7).Text(2, "test").Message(7, graph);
        foreach ((string domain, long version) in opsets) model.Message(8, new Wire().Text(1, domain).Number(2, version));
        return model.ToArray();
    }
}
