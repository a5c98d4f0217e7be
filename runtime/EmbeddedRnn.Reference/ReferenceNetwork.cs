using System;
using System.Collections.Generic;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The truth that every engine is compared with: interprets a <see cref="Model"/> with plain loops, in float or double.
/// The equations stand beside the loops, one file a kind of layer. An instance belongs to one thread.
/// </summary>
/// <typeparam name="T">float or double. The weights are float32 and are widened exactly.</typeparam>
public sealed class ReferenceNetwork<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly ReferenceChain<T> chain;

    /// <summary>Makes the network in the model's initial state.</summary>
    /// <param name="model">A model with its weights.</param>
    /// <exception cref="ArgumentException">A plain RNN in it does not state its activation.</exception>
    /// <exception cref="InvalidOperationException">The model's weights travel in a binary resource and are not loaded.</exception>
    public ReferenceNetwork(Model model)
    {
        Model = model ?? throw new ArgumentNullException(nameof(model));
        chain = new ReferenceChain<T>(model.Layers);
        Reset();
    }

    /// <summary>The model that is interpreted.</summary>
    public Model Model { get; }

    /// <summary>Number of values that go in at each step.</summary>
    public int InputSize => Model.InputSize;

    /// <summary>Number of values that come out at each step.</summary>
    public int OutputSize => Model.OutputSize;

    /// <summary>Number of values that are kept from one step to the next, all layers together.</summary>
    public int StateSize => Model.StateSize;

    /// <summary>One time step.</summary>
    /// <param name="input">[InputSize].</param>
    /// <param name="output">[OutputSize]: the last layer's output, a cell's hidden state. It may overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The model needs whole sequences; the message names the layer and why.</exception>
    public void Step(ReadOnlySpan<T> input, Span<T> output)
    {
        Require(input.Length, InputSize, "input size", nameof(input));
        Require(output.Length, OutputSize, "output size", nameof(output));
        if (Model.WhyNotStreaming is { } why)
            throw new InvalidOperationException($"the model '{Model.Name}' takes whole sequences, not single steps: {why}.");
        chain.Step(input).CopyTo(output);
    }

    /// <summary>T time steps, from the state and to the state after them.</summary>
    /// <param name="inputs">[T, InputSize], row-major.</param>
    /// <param name="outputs">[T, OutputSize], row-major, or [OutputSize] where <see cref="Model.OutputsLastStepOnly"/>; must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">A wrong length, or no step where there must be a last one; nothing was changed.</exception>
    public void Run(ReadOnlySpan<T> inputs, Span<T> outputs) => Run(inputs, outputs, inputs.Length / InputSize);

    /// <summary>
    /// A sequence that was padded to T time steps: the padding does not touch the state, a backward cell starts at the last valid
    /// step, and the outputs of padding steps are zero.
    /// </summary>
    /// <param name="inputs">[T, InputSize], row-major.</param>
    /// <param name="outputs">As in <see cref="Run(ReadOnlySpan{T}, Span{T})"/>.</param>
    /// <param name="validSteps">How many of the steps, from the first on, are no padding.</param>
    /// <exception cref="ArgumentException">A wrong length, or no step where there must be a last one; nothing was changed.</exception>
    public void Run(ReadOnlySpan<T> inputs, Span<T> outputs, int validSteps)
    {
        int steps = inputs.Length / InputSize;
        if (steps * InputSize != inputs.Length)
            throw new ArgumentException($"the inputs must be whole steps of {InputSize} values, but {inputs.Length} values were given.", nameof(inputs));
        if (validSteps < 0 || validSteps > steps)
            throw new ArgumentOutOfRangeException(nameof(validSteps), validSteps, $"the number of valid steps must be from 0 to {steps}.");
        if (Model.OutputsLastStepOnly)
        {
            Require(outputs.Length, OutputSize, "output size", nameof(outputs));
            if (validSteps == 0) throw new ArgumentException("the model gives the output of the last step, but there is no step.", nameof(inputs));
        }
        else
        {
            Require(outputs.Length, steps * OutputSize, $"output size of {steps} steps", nameof(outputs));
        }
        T[] values = chain.Run(inputs.Slice(0, validSteps * InputSize).ToArray());
        values.CopyTo(outputs);
        outputs.Slice(values.Length).Clear();
    }

    /// <summary>Back to the model's initial state: its initial tensors where it has them, else zero.</summary>
    public void Reset() => chain.Reset();

    /// <summary>Copies the state out.</summary>
    /// <param name="destination">[StateSize]: layer after layer; within a cell h, then c.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was written.</exception>
    public void CopyStateTo(Span<T> destination)
    {
        Require(destination.Length, StateSize, "state size", nameof(destination));
        chain.CopyStateTo(destination);
    }

    /// <summary>Sets the state.</summary>
    /// <param name="state">[StateSize], as <see cref="CopyStateTo"/> gives it.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was changed.</exception>
    public void SetState(ReadOnlySpan<T> state)
    {
        Require(state.Length, StateSize, "state size", nameof(state));
        chain.SetState(state);
    }

    /// <summary>The gates of the last step. The values are live: the next step changes them.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>RNN: hidden; GRU: update, reset, candidate; LSTM: input, forget, candidate, output (forget also where it is coupled); other layers have none.</returns>
    public IReadOnlyList<Gate<T>> Gates(int layer = 0) => chain.Layers[layer].Gates;

    private static void Require(int given, int expected, string what, string parameter)
    {
        if (given != expected) throw new ArgumentException($"the {what} is {expected}, but {given} values were given.", parameter);
    }
}
