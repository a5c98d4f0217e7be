using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace EmbeddedRnn.Reference;

/// <summary>
/// The truth that every engine is compared with: interprets a <see cref="Model"/> with plain loops, in float or double.
/// The equations stand beside the loops, one file a kind of cell. An instance belongs to one thread.
/// </summary>
/// <typeparam name="T">float or double. The weights are float32 and are widened exactly.</typeparam>
public sealed class ReferenceNetwork<T>
    where T : IFloatingPointIeee754<T>
{
    private readonly ReferenceLayer<T>[] layers;

    /// <summary>Makes the network in the model's initial state.</summary>
    /// <param name="model">A model with its weights.</param>
    /// <exception cref="ArgumentException">A plain RNN in it does not state its activation.</exception>
    /// <exception cref="InvalidOperationException">The model's weights travel in a binary resource and are not loaded.</exception>
    public ReferenceNetwork(Model model)
    {
        Model = model ?? throw new ArgumentNullException(nameof(model));
        layers = model.Layers.Select(ReferenceLayer<T>.Of).ToArray();
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
    /// <param name="output">[OutputSize]: the last layer's hidden state. It may overlap <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was changed.</exception>
    public void Step(ReadOnlySpan<T> input, Span<T> output)
    {
        Require(input.Length, InputSize, "input size", nameof(input));
        Require(output.Length, OutputSize, "output size", nameof(output));
        ReadOnlySpan<T> values = input;
        foreach (ReferenceLayer<T> layer in layers)
        {
            layer.Step(values);
            values = layer.Output;
        }
        values.CopyTo(output);
    }

    /// <summary>T time steps.</summary>
    /// <param name="inputs">[T, InputSize], row-major.</param>
    /// <param name="outputs">[T, OutputSize], row-major; must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was changed.</exception>
    public void Run(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int steps = inputs.Length / InputSize;
        if (steps * InputSize != inputs.Length)
            throw new ArgumentException($"the inputs must be whole steps of {InputSize} values, but {inputs.Length} values were given.", nameof(inputs));
        Require(outputs.Length, steps * OutputSize, $"output size of {steps} steps", nameof(outputs));
        for (int t = 0; t < steps; t++)
            Step(inputs.Slice(t * InputSize, InputSize), outputs.Slice(t * OutputSize, OutputSize));
    }

    /// <summary>Back to the model's initial state: its initial tensors where it has them, else zero.</summary>
    public void Reset()
    {
        foreach (ReferenceLayer<T> layer in layers) layer.Reset();
    }

    /// <summary>Copies the state out.</summary>
    /// <param name="destination">[StateSize]: layer after layer; within a layer h, then c.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was written.</exception>
    public void CopyStateTo(Span<T> destination)
    {
        Require(destination.Length, StateSize, "state size", nameof(destination));
        foreach (ReferenceLayer<T> layer in layers)
        {
            layer.State.CopyTo(destination);
            destination = destination.Slice(layer.State.Length);
        }
    }

    /// <summary>Sets the state.</summary>
    /// <param name="state">[StateSize], as <see cref="CopyStateTo"/> gives it.</param>
    /// <exception cref="ArgumentException">A wrong length; nothing was changed.</exception>
    public void SetState(ReadOnlySpan<T> state)
    {
        Require(state.Length, StateSize, "state size", nameof(state));
        foreach (ReferenceLayer<T> layer in layers)
        {
            state.Slice(0, layer.State.Length).CopyTo(layer.State);
            state = state.Slice(layer.State.Length);
        }
    }

    /// <summary>The gates of the last step. The values are live: the next step changes them.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>RNN: hidden; GRU: update, reset, candidate; LSTM: input, forget, candidate, output (forget also where it is coupled).</returns>
    public IReadOnlyList<Gate<T>> Gates(int layer = 0) => layers[layer].Gates;

    private static void Require(int given, int expected, string what, string parameter)
    {
        if (given != expected) throw new ArgumentException($"the {what} is {expected}, but {given} values were given.", parameter);
    }
}
