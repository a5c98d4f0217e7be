using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>The nodes that the outputs need, each behind those whose outputs it takes.</summary>
internal static class GraphOrder
{
    /// <exception cref="ImportException">A name that is given twice or nowhere, or a cycle.</exception>
    public static IReadOnlyList<Node> Of(OnnxFile file)
    {
        Dictionary<string, Node> producers = Producers(file);
        var given = new HashSet<string>(file.Inputs.Select(i => i.Name), StringComparer.Ordinal);
        var order = new List<Node>();
        var state = new Dictionary<Node, bool>();
        // A stack of our own: a graph can be a chain of thousands of nodes.
        var stack = new Stack<(Node Node, int Next)>();
        void Enter(string name, Node? taker)
        {
            if (name.Length == 0 || given.Contains(name) || file.IsInitializer(name)) return;
            if (!producers.TryGetValue(name, out Node? node))
                throw taker is null ? file.Source.Error($"output {Printable.Name(name)}", "no node gives it.")
                    : taker.Error($"it takes '{Printable.Name(name)}', which is no input, initializer or output of a node.");
            if (!state.TryGetValue(node, out bool done)) { state.Add(node, false); stack.Push((node, 0)); }
            else if (!done) throw node.Error($"the graph has a cycle: its output '{Printable.Name(name)}' is needed for its own inputs.");
        }

        foreach (string output in file.Outputs)
        {
            Enter(output, null);
            while (stack.Count > 0)
            {
                (Node node, int next) = stack.Pop();
                if (next == node.Inputs.Count)
                {
                    state[node] = true;
                    order.Add(node);
                    continue;
                }
                stack.Push((node, next + 1));
                Enter(node.Inputs[next], node);
            }
        }
        return order;
    }

    private static Dictionary<string, Node> Producers(OnnxFile file)
    {
        if (file.Outputs.Count == 0) throw file.Source.Error("", "the graph has no output.");
        var producers = new Dictionary<string, Node>(StringComparer.Ordinal);
        var inputs = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in file.Inputs.Select(i => i.Name))
        {
            if (name.Length == 0 || !inputs.Add(name)) throw file.Source.Error($"input {Printable.Name(name)}", "the graph's inputs must have names, each its own.");
        }
        foreach (Node node in file.Nodes)
        {
            foreach (string output in node.Outputs.Where(o => o.Length > 0))
            {
                if (inputs.Contains(output) || file.IsInitializer(output) || !producers.TryAdd(output, node))
                    throw node.Error($"its output '{Printable.Name(output)}' has the name of another value of the graph.");
            }
        }
        return producers;
    }
}
