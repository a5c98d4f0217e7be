using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EmbeddedRnn.Onnx.Proto;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// A node of the graph with its attributes. What an operator does not look at must not be there: an attribute that changes its
/// meaning cannot be overlooked.
/// </summary>
internal sealed class Node
{
    private enum AttributeKind { Float = 1, Int = 2, String = 3, Tensor = 4, Floats = 6, Ints = 7, Strings = 8 }

    private readonly OnnxFile file;
    private readonly int index;
    private readonly Dictionary<string, AttributeProto> attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);

    public Node(OnnxFile file, NodeProto node, int index)
    {
        this.file = file;
        this.index = index;
        Proto = node;
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!attributes.TryAdd(attribute.Name, attribute)) throw Error($"it has the attribute '{Printable.Name(attribute.Name)}' twice.");
        }
    }

    private NodeProto Proto { get; }

    public string Operator => Proto.OpType;

    public string Domain => Proto.Domain;

    public IReadOnlyList<string> Inputs => Proto.Input;

    public IReadOnlyList<string> Outputs => Proto.Output;

    public long Opset => file.Opset;

    /// <summary>Its name and operator, for messages.</summary>
    public string Place =>
        $"node {(Proto.Name.Length > 0 ? Printable.Name(Proto.Name) : FormattableString.Invariant($"#{index + 1}"))} ({(Operator.Length > 0 ? Printable.Name(Operator) : "no operator")})";

    public ImportException Error(string reason) => file.Source.Error(Place, reason);

    public bool Has(string name) => Find(name, null) is not null;

    public long Int(string name, long otherwise) => Find(name, AttributeKind.Int)?.I ?? otherwise;

    public float Float(string name, float otherwise) => FloatOrNull(name) ?? otherwise;

    public float? FloatOrNull(string name) => Find(name, AttributeKind.Float)?.F;

    public string? Text(string name) => Find(name, AttributeKind.String)?.S.ToString(Encoding.UTF8);

    public IReadOnlyList<long>? Ints(string name) => Find(name, AttributeKind.Ints)?.Ints;

    public IReadOnlyList<float>? Floats(string name) => Find(name, AttributeKind.Floats)?.Floats;

    public IReadOnlyList<string>? Texts(string name) => Find(name, AttributeKind.Strings)?.Strings.Select(s => s.ToString(Encoding.UTF8)).ToArray();

    public Value? Tensor(string name) =>
        Find(name, AttributeKind.Tensor) is not { } attribute ? null
        : file.Tensor(attribute.T ?? throw Error($"its attribute '{name}' holds no tensor."), Proto.Output.Count > 0 ? Proto.Output[0] : name);

    /// <summary>Attributes that only say what training did.</summary>
    public void Ignore(params string[] names) => looked.UnionWith(names);

    /// <summary>Refuses the attributes that nobody asked for.</summary>
    public void RequireAllLookedAt()
    {
        string[] others = attributes.Keys.Where(k => !looked.Contains(k)).ToArray();
        if (others.Length > 0) throw Error($"its attributes {Printable.Names(others)} are not supported.");
    }

    private AttributeProto? Find(string name, AttributeKind? kind)
    {
        looked.Add(name);
        if (!attributes.TryGetValue(name, out AttributeProto? attribute)) return null;
        if (attribute.RefAttrName.Length > 0) throw Error($"its attribute '{name}' refers to an attribute of a function, which is not supported.");
        // Early writers left the type out.
        if (kind is { } expected && attribute.Type != 0 && attribute.Type != (int)expected)
            throw Error(FormattableString.Invariant($"its attribute '{name}' is of type {attribute.Type}, but must be {expected} ({(int)expected})."));
        return attribute;
    }
}
