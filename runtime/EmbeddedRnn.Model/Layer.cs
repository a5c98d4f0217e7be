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

    /// <summary>The layer's kind in lower case, as model text writes it: rnn, gru, lstm.</summary>
    public abstract string Kind { get; }

    /// <summary>Number of values that go in at each step.</summary>
    public int InputSize { get; }

    /// <summary>Number of values that come out at each step.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Number of values that are kept from one step to the next.</summary>
    public abstract int StateSize { get; }

    /// <summary>Multiply-accumulates of one step.</summary>
    public abstract long MacsPerStep { get; }

    /// <summary>All weights that are present, in the order of <see cref="TensorNames"/>.</summary>
    public abstract IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>Number of weights in <see cref="Tensors"/>.</summary>
    public int ParameterCount => Tensors.Sum(t => t.Count);

    /// <summary>
    /// Kind, options and shapes of all weights but the initial state's, in one line: two layers whose structures are equal
    /// run on the same generated code.
    /// </summary>
    public string Structure => string.Join("; ", LayerText.Options(this).Concat(
        Tensors.Where(t => t.Name != TensorNames.InitialHidden && t.Name != TensorNames.InitialCell).Select(LayerText.TensorHeader)));

    /// <summary>One line for people: kind, options and sizes.</summary>
    public abstract string Describe();
}
