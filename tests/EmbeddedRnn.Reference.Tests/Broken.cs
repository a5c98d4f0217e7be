using System;

namespace EmbeddedRnn.Reference.Tests;

/// <summary>A class under test that does something wrong after each step of the float reference.</summary>
internal sealed class Broken
{
    private readonly ReferenceNetwork<float> network;
    private readonly Change change;
    private int steps;

    public Broken(Model model, Change change)
    {
        network = new ReferenceNetwork<float>(model);
        this.change = change;
    }

    /// <summary>Changes the state after a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="before">The state before the step.</param>
    /// <param name="gates">The gates of the step.</param>
    /// <param name="after">The state after it, to be changed.</param>
    public delegate void Change(int step, float[] before, ReferenceNetwork<float> gates, float[] after);

    public static Parity Parity(Model model, Change change)
    {
        var broken = new Broken(model, change);
        return Reference.Parity.Of(model, broken.Step, broken.network.CopyStateTo, broken.network.SetState);
    }

    private void Step(ReadOnlySpan<float> input, Span<float> output)
    {
        var before = new float[network.StateSize];
        var after = new float[network.StateSize];
        network.CopyStateTo(before);
        network.Step(input, output);
        network.CopyStateTo(after);
        change(steps++, before, network, after);
        network.SetState(after);
        after.AsSpan(after.Length - Cell(after.Length) - output.Length, output.Length).CopyTo(output);
    }

    private int Cell(int stateSize) => network.Model.Layers[^1] is LstmLayer lstm ? lstm.HiddenSize : 0;
}
