using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>One layer of a <see cref="Model"/>: its sizes and its weights. Immutable.</summary>
public abstract class Layer
{
    private protected Layer(int inputSize)
    {
        if (inputSize < 1) throw new ArgumentOutOfRangeException(nameof(inputSize), inputSize, "the input size must be at least 1.");
        InputSize = inputSize;
    }

    /// <summary>The layer's kind in lower case, as model text writes it: rnn, gru, lstm, dense, ...</summary>
    public abstract string Kind { get; }

    /// <summary>Number of values that go in at each step.</summary>
    public int InputSize { get; }

    /// <summary>Number of values that come out at each step.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Number of values that are kept from one step to the next.</summary>
    public abstract int StateSize { get; }

    /// <summary>Multiply-accumulates of one step.</summary>
    public abstract long MacsPerStep { get; }

    /// <summary>All weights that are present, in the order of <see cref="TensorNames"/>; those of layers inside, layer after layer.</summary>
    public abstract IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>The layers inside this one; empty for most kinds.</summary>
    public virtual IReadOnlyList<Layer> Inner => Array.Empty<Layer>();

    /// <summary>Why a network with this layer cannot run a step at a time, as the end of a sentence; null where it can.</summary>
    public virtual string? WhyNotStreaming => null;

    /// <summary>Number of weights in <see cref="Tensors"/>.</summary>
    public int ParameterCount => Tensors.Sum(t => t.Count);

    /// <summary>
    /// Kind, options and shapes of all weights but the initial state's, in one line: two layers whose structures are equal
    /// run on the same generated code.
    /// </summary>
    public string Structure => string.Join("; ", LayerText.Lines(this)
        .Where(l => l.Tensor?.Name != TensorNames.InitialHidden && l.Tensor?.Name != TensorNames.InitialCell).Select(l => l.Text));

    /// <summary>One line for people: kind, options and sizes.</summary>
    public abstract string Describe();

    /// <summary>The first version of model text that can express this layer.</summary>
    internal virtual int TextVersion => 2;

    /// <summary>This layer with every cell in it, first to last, taken through a function; itself where nothing changed.</summary>
    internal virtual Layer WithCells(Func<CellLayer, CellLayer> change) => this;

    /// <summary>This layer and all inside it, first to last.</summary>
    internal IEnumerable<Layer> WithInner() => new[] { this }.Concat(Inner.SelectMany(l => l.WithInner()));

    private protected static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>The tensors that are there, in the given order; refuses too many weights together.</summary>
    private protected static Tensor[] Present(params Tensor?[] tensors)
    {
        Tensor[] present = tensors.OfType<Tensor>().ToArray();
        if (present.Sum(t => (long)t.Count) > int.MaxValue) throw new ArgumentException($"the layer has more than {int.MaxValue} weights.");
        return present;
    }

    private protected static Tensor Given(Tensor? tensor, string name) => tensor ?? throw new ArgumentException($"tensor {name} is missing.");

    private protected static Tensor Required(Tensor? tensor, string name, int rows, int columns) =>
        Given(Optional(tensor, name, rows, columns), name);

    private protected static Tensor? Optional(Tensor? tensor, string name, int rows, int columns)
    {
        if (tensor is null) return null;
        if (tensor.Name != name) throw new ArgumentException($"expected tensor {name}, but {tensor.Name} was given.");
        if (tensor.Rows != rows || tensor.Columns != columns)
            throw new ArgumentException($"tensor {name} must be [{rows}, {columns}], but is [{tensor.Rows}, {tensor.Columns}].");
        return tensor;
    }
}
