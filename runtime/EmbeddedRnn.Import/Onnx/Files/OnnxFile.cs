using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Onnx.Proto;

namespace EmbeddedRnn.Onnx;

/// <summary>A parsed file: its graph with unique names, its tensors read when they are first asked for, and its budget of memory.</summary>
internal sealed class OnnxFile
{
    private const long OldestOpset = 7;
    private const long NewestOpset = 25;
    private const int MostNodes = 10_000;

    // What may be made of the tensors, in elements: a few times what the file holds, and something for a small one.
    private const long SpareElements = 250_000;
    private const long ElementsPerByte = 4;

    private readonly TensorReader tensorReader;
    private readonly Dictionary<string, TensorProto> initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> read = new(StringComparer.Ordinal);

    public OnnxFile(ImportSource source, ModelProto model, ImportOptions options)
    {
        Source = source;
        tensorReader = new TensorReader(source, options.AllowNonFinite);
        AllowNonFinite = options.AllowNonFinite;
        GraphProto graph = model.Graph ?? throw source.Error("", "the file holds no graph: it is damaged, or not ONNX.");
        Opset = ReadOpset(model);
        if (graph.Node.Count > MostNodes)
            throw source.Error("", FormattableString.Invariant($"the graph has {graph.Node.Count} nodes; at most {MostNodes} are read."));
        if (graph.SparseInitializer.Count > 0) throw source.Error("", "the graph has sparse initializers, which are not supported; store its weights densely.");
        foreach (TensorProto tensor in graph.Initializer)
        {
            if (tensor.Name.Length == 0) throw source.Error("an initializer", "it has no name.");
            if (!initializers.TryAdd(tensor.Name, tensor)) throw source.Error(TensorReader.Place(tensor.Name), "there are two initializers of this name.");
            tensorReader.CheckSize(tensor, tensor.Name);
        }
        Inputs = graph.Input.Where(i => !initializers.ContainsKey(i.Name)).ToArray();
        Outputs = graph.Output.Select(o => o.Name).ToArray();
        Nodes = graph.Node.Select((n, i) => new Node(this, n, i)).ToArray();
    }

    public ImportSource Source { get; }

    /// <summary>The version of the operator set of ONNX itself.</summary>
    public long Opset { get; }

    public bool AllowNonFinite { get; }

    /// <summary>The inputs that must be given: not those that have an initializer, which is their default.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public bool IsInitializer(string name) => initializers.ContainsKey(name);

    /// <summary>An initializer's value; read once.</summary>
    public Value Initializer(string name)
    {
        if (!read.TryGetValue(name, out Value? value))
        {
            read.Add(name, value = tensorReader.Read(initializers[name], name));
            // The bytes have become values; they need not stand in memory twice.
            initializers[name].RawData = Google.Protobuf.ByteString.Empty;
        }
        return value;
    }

    /// <summary>The tensor of an attribute.</summary>
    public Value Tensor(TensorProto tensor, string name)
    {
        tensorReader.CheckSize(tensor, name);
        return tensorReader.Read(tensor, name);
    }

    /// <summary>A new budget for one interpretation of the graph.</summary>
    public long ElementBudget => SpareElements + ElementsPerByte * Source.Bytes.Length;

    private long ReadOpset(ModelProto model)
    {
        OperatorSetIdProto[] own = model.OpsetImport.Where(o => o.Domain is "" or "ai.onnx").ToArray();
        if (own.Length != 1) throw Source.Error("", FormattableString.Invariant($"the file must name the version of ONNX's operators (opset_import) once, but names {own.Length}."));
        if (own[0].Version is < OldestOpset or > NewestOpset)
        {
            throw Source.Error("", FormattableString.Invariant(
                $"it uses version {own[0].Version} of ONNX's operators; versions {OldestOpset} to {NewestOpset} are read. Export it with another opset_version."));
        }
        return own[0].Version;
    }
}
