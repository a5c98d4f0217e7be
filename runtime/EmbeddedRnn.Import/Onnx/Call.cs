using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>A node with the values of its inputs.</summary>
internal sealed class Call(Interpreter interpreter, Node node)
{
    public Node Node { get; } = node;

    /// <summary>True where the network is given one step at a time.</summary>
    public bool IsStep => interpreter.IsStep;

    public ImportException Error(string reason) => Node.Error(reason);

    public void Spend(long elements) => interpreter.Spend(Node, elements);

    /// <summary>An optional input; null where it is left out.</summary>
    public Value? Optional(int index)
    {
        if (index >= Node.Inputs.Count || Node.Inputs[index].Length == 0) return null;
        string name = Node.Inputs[index];
        return interpreter.Find(name) ?? throw Error($"it takes '{Printable.Name(name)}', an output that is not supported.");
    }

    public Value Required(int index) => Optional(index) ?? throw Error(FormattableString.Invariant($"its input {index + 1} is missing."));

    public void RequireInputs(int least, int most)
    {
        if (Node.Inputs.Count < least || Node.Inputs.Count > most)
            throw Error(FormattableString.Invariant($"it has {Node.Inputs.Count} inputs, but must have {(least == most ? "" : $"{least} to ")}{most}."));
    }

    /// <summary>The network's signal.</summary>
    public SignalValue Signal(int index) =>
        Required(index) as SignalValue ?? throw Error($"{Input(index)} is a constant, but must be computed from the network's input.");

    /// <summary>Floating-point constants.</summary>
    public FloatValue Constants(int index) =>
        Required(index) as FloatValue ?? throw Error($"{Input(index)} must be a constant of floating-point numbers: an initializer, or computed from such.");

    public FloatValue? OptionalConstants(int index) => Optional(index) is null ? null : Constants(index);

    /// <summary>Integers of rank 0 or 1.</summary>
    public Dim[] Integers(int index)
    {
        if (Required(index) is not IntegerValue integers) throw Error($"{Input(index)} must be integers that are known, or computed from the shape of the network's input.");
        if (integers.Rank > 1) throw Error($"{Input(index)} has the shape {integers.ShapeText}, but must be a list.");
        return integers.Items;
    }

    public long[] KnownIntegers(int index) => Integers(index).Select(d => Known(d, index)).ToArray();

    /// <summary>Integers that are an input since some version of the operator and were an attribute before; null where they are left out.</summary>
    public Dim[]? IntegersOrAttribute(int index, string attribute)
    {
        if (Node.Ints(attribute) is { } given)
        {
            if (Optional(index) is not null) throw Error($"it has '{attribute}' as an attribute and as an input.");
            return given.Select(Dim.Of).ToArray();
        }
        return Optional(index) is null ? null : Integers(index);
    }

    public long[]? KnownIntegersOrAttribute(int index, string attribute) =>
        IntegersOrAttribute(index, attribute)?.Select(d => Known(d, index)).ToArray();

    /// <summary>An axis, counted from the end where negative.</summary>
    public int Axis(long axis, int rank)
    {
        if (axis < -rank || axis >= rank) throw Error(FormattableString.Invariant($"its axis {axis} does not fit a tensor of {rank} dimensions."));
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>The same constants, unless they hold what no network can use.</summary>
    public FloatValue RequireFinite(FloatValue value)
    {
        int bad = interpreter.AllowNonFinite ? -1 : Array.FindIndex(value.Items, v => !float.IsFinite(v));
        if (bad < 0) return value;
        throw Error(FormattableString.Invariant($"the constants that it computes hold {value.Items[bad]} at index {bad}. Set {nameof(ImportOptions.AllowNonFinite)} to read them all the same."));
    }

    public string Input(int index) => $"its input '{Printable.Name(Node.Inputs[index])}'";

    private long Known(Dim dim, int index) => dim.IsKnown ? dim.Value : throw Error($"{Input(index)} depends on the size of the network's input ({dim}), which is not supported here.");
}
