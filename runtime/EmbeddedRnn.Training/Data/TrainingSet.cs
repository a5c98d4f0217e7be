using System;

namespace EmbeddedRnn.Training;

/// <summary>Sequences to train with or to measure on, each with what should come out. Immutable.</summary>
public abstract class TrainingSet
{
    private protected TrainingSet(int inputSize) => InputSize = inputSize;

    /// <summary>Number of sequences.</summary>
    public abstract int Count { get; }

    /// <summary>Number of values in a step.</summary>
    public int InputSize { get; }

    /// <summary>How many values a network must give: the number of classes, or the width of a series.</summary>
    public abstract int OutputSize { get; }

    /// <summary>Valid steps of a sequence.</summary>
    public abstract int LengthOf(int sequence);

    /// <summary>The valid steps of a sequence, row-major [length, InputSize].</summary>
    public abstract ReadOnlySpan<float> InputsOf(int sequence);

    /// <summary>True where a sequence has one label; false where every step has target values.</summary>
    internal abstract bool IsLabelled { get; }

    /// <summary>The label of a sequence.</summary>
    internal virtual int LabelOf(int sequence) => throw new InvalidOperationException("these sequences have no labels.");

    /// <summary>What a sequence is in the data that this set is a part of: for messages.</summary>
    internal abstract string NameOf(int sequence);

    /// <summary>The target values of a sequence, [length, OutputSize].</summary>
    internal virtual ReadOnlySpan<float> TargetsOf(int sequence) => throw new InvalidOperationException("these sequences have no targets.");

    /// <summary>Refuses a network that does not fit.</summary>
    internal void Require(Model model)
    {
        if (model.InputSize != InputSize)
            throw new ArgumentException($"the network takes {model.InputSize} values a step, but the data have {InputSize}.");
        if (model.OutputSize < OutputSize || (!IsLabelled && model.OutputSize != OutputSize))
        {
            throw new ArgumentException(IsLabelled
                ? $"the network gives {model.OutputSize} values, but the labels need {OutputSize} classes (the largest is {OutputSize - 1}): end it with 'dense {OutputSize} | softmax'."
                : $"the network gives {model.OutputSize} values a step, but {OutputSize} are to be predicted: end it with 'dense {OutputSize}'.");
        }
    }
}
