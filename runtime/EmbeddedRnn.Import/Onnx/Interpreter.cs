using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// Follows the values through the graph. Each is known as far as it can be when the file is read: constants and the arithmetic
/// on shapes are computed, signals are followed by what their axes are and which layers made them.
/// </summary>
internal sealed class Interpreter
{
    private readonly OnnxFile file;
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);
    private long budget;

    public Interpreter(OnnxFile file, InputRoles roles)
    {
        this.file = file;
        IsStep = roles.IsStep;
        budget = file.ElementBudget;
        foreach (KeyValuePair<string, Value> input in roles.Values) values.Add(input.Key, input.Value);
    }

    /// <summary>True where the network is given one step at a time.</summary>
    public bool IsStep { get; }

    public bool AllowNonFinite => file.AllowNonFinite;

    /// <summary>Number of nodes that were understood.</summary>
    public int Done { get; private set; }

    public void Run(IReadOnlyList<Node> order)
    {
        foreach (Node node in order)
        {
            Run(node);
            Done++;
        }
    }

    /// <summary>A value by its name, or null where it is nowhere.</summary>
    public Value? Find(string name)
    {
        if (values.TryGetValue(name, out Value? value)) return value;
        return file.IsInitializer(name) ? file.Initializer(name) : null;
    }

    /// <summary>Takes from the budget before memory is taken.</summary>
    public void Spend(Node node, long elements)
    {
        if (elements < 0 || elements > budget)
            throw node.Error("it would make tensors far larger than what the file holds; that is no network of the kind that is read here.");
        budget -= elements;
    }

    private void Run(Node node)
    {
        if (node.Domain is not ("" or "ai.onnx")) throw node.Error($"its operator belongs to '{Printable.Name(node.Domain)}', not to ONNX itself, and is not supported.");
        if (!OperatorTable.TryFind(node.Operator, out Operator? run)) throw node.Error("the operator is not supported.");
        IReadOnlyList<Value?> results;
        try
        {
            results = run(new Call(this, node));
            node.RequireAllLookedAt();
        }
        catch (OverflowException exception)
        {
            throw file.Source.Error(node.Place, "its sizes are too large.", exception);
        }
        catch (NotSupportedException exception)
        {
            throw file.Source.Error(node.Place, exception.Message, exception);
        }
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            string name = node.Outputs[i];
            if (name.Length == 0) continue;
            // What is not given here is not needed, or is an error where it is taken.
            if (i < results.Count && results[i] is { } value) values.Add(name, value);
        }
    }
}

/// <summary>What an operator does: the values of its outputs; null for one that has no value here.</summary>
internal delegate IReadOnlyList<Value?> Operator(Call call);
