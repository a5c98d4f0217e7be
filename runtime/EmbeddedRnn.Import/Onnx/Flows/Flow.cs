using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Onnx;

/// <summary>A vector of features that the network computes at each step (or once, behind the last step), and how.</summary>
internal abstract class Flow(int size)
{
    /// <summary>Number of features.</summary>
    public int Size { get; } = size;

    /// <summary>True where there is one at each step of the sequence.</summary>
    public abstract bool IsTimed { get; }

    /// <summary>True where the steps after a sequence's own length hold something else than the last valid step did.</summary>
    public virtual bool IsPadded => false;

    /// <summary>What it is, for messages.</summary>
    public abstract string Description { get; }
}

/// <summary>An input of the graph: the sequence itself, or something given beside it.</summary>
internal sealed class InputFlow(string name, int size, InputUse use) : Flow(size)
{
    public string Name { get; } = name;

    public InputUse Use { get; } = use;

    public override bool IsTimed => Use == InputUse.Sequence;

    public override string Description => $"the input '{Printable.Name(Name)}'";
}

/// <summary>What an input of the graph is for.</summary>
internal enum InputUse
{
    /// <summary>The sequence that the network runs over.</summary>
    Sequence,

    /// <summary>Initial states, which are given when the network runs.</summary>
    State,

    /// <summary>The sequences' lengths, which are given when the network runs.</summary>
    Lengths,
}

/// <summary>A layer applied to another flow.</summary>
internal class LayerFlow(Flow parent, Layer layer) : Flow(layer.OutputSize)
{
    public Flow Parent { get; } = parent;

    public Layer Layer { get; } = layer;

    public override bool IsTimed => Parent.IsTimed && Layer is not LastStepLayer;

    public override bool IsPadded => IsTimed && Parent.IsPadded;

    public override string Description => Layer.Describe();
}

/// <summary>The outputs of a recurrent operator.</summary>
internal sealed class CellFlow(Flow parent, Layer layer, bool hasLengths) : LayerFlow(parent, layer)
{
    /// <summary>True where the operator was given the sequences' lengths.</summary>
    public bool HasLengths { get; } = hasLengths;

    public override bool IsPadded => HasLengths || base.IsPadded;

    /// <summary>This forward cell and a reverse one over the same sequence as one layer, made once; null where it was not yet.</summary>
    public CellFlow? Paired { get; set; }
}

/// <summary>What a recurrent operator ended with: Y_h or Y_c. In a network that is given one step at a time, that is its output.</summary>
internal sealed class FinalFlow(CellFlow cell, bool isCellState, bool isStep)
    : Flow(isCellState ? cell.Layer.StateSize - cell.Size : cell.Size)
{
    private Flow? output;

    public CellFlow Cell { get; } = cell;

    public bool IsCellState { get; } = isCellState;

    public bool IsStep { get; } = isStep;

    public override bool IsTimed => IsStep;

    /// <summary>The hidden state as outputs of the cell, made once: flows are told apart by reference.</summary>
    public Flow Output => output ??= IsStep ? Cell : new LayerFlow(Cell, new LastStepLayer(Size, finalStates: true));

    public override string Description => IsCellState ? "a final cell state (Y_c)" : "a final hidden state (Y_h)";
}

/// <summary>The features of several flows, one after the other.</summary>
internal sealed class JoinedFlow : Flow
{
    private JoinedFlow(Flow[] parts)
        : base(parts.Sum(p => p.Size)) => Parts = parts;

    public IReadOnlyList<Flow> Parts { get; }

    public override bool IsTimed => Parts[0].IsTimed;

    public override bool IsPadded => Parts.Any(p => p.IsPadded);

    public override string Description => "a concatenation of " + string.Join(" and ", Parts.Select(p => p.Description).Distinct().Take(3));

    public static Flow Of(IReadOnlyList<Flow> flows)
    {
        Flow[] parts = flows.SelectMany(f => f is JoinedFlow joined ? joined.Parts : [f]).ToArray();
        return parts.Length == 1 ? parts[0] : new JoinedFlow(parts);
    }
}
